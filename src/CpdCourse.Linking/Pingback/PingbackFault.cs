namespace CpdCourse.Linking.Pingback;

/// <summary>Why a call came to nothing (Pingback 1.0, section 3; XML-RPC faults below zero).</summary>
/// <param name="Code">What programs read.</param>
/// <param name="Sentence">What people read.</param>
public sealed record PingbackFault(int Code, string Sentence)
{
    /// <summary>The source is said to be registered already, which is as good as a yes.</summary>
    public const int Known = 48;

    /// <summary>Another server did not answer.</summary>
    public const int Upstream = 50;

    /// <summary>The body is no XML, holds a DTD, nests too deeply or is too long.</summary>
    public static PingbackFault NotXml { get; } =
        new(-32700, "This is not a call that can be read.");

    /// <summary>Another method than the one we know.</summary>
    public static PingbackFault NoSuchMethod { get; } =
        new(-32601, "The only method here is pingback.ping.");

    /// <summary>Not two texts.</summary>
    public static PingbackFault WrongParameters { get; } =
        new(
            -32602,
            "The method pingback.ping takes two texts: the address of the page that links, and that of the page it links to."
        );

    /// <summary>For whatever reason: it tells nothing of the network.</summary>
    public static PingbackFault NoSource { get; } = new(16, "The page that links cannot be read.");

    /// <summary>It was read and does not link.</summary>
    public static PingbackFault NoLink { get; } =
        new(17, "The page does not link to the page here.");

    /// <summary>Not there, or not for everybody.</summary>
    public static PingbackFault NoTarget { get; } = new(32, "There is no such page here.");

    /// <summary>There may be one, and it takes no pingbacks.</summary>
    public static PingbackFault WrongTarget { get; } =
        new(33, "There is no page at this address that takes pingbacks.");

    /// <summary>It was registered earlier.</summary>
    public static PingbackFault KnownAlready { get; } =
        new(Known, "This link is registered already.");

    /// <summary>We do not wish to hear it, with the reason.</summary>
    public static PingbackFault NoAccess(string sentence) => new(49, sentence);

    /// <summary>
    /// Whether another try is worth it. WordPress gives the number of an HTTP status for what its own code ends with, such as 429 for a second pingback within
    /// fifteen seconds; the status itself may be lost on the way through servers that answer 200 to all XML-RPC.
    /// </summary>
    public static bool IsPassing(int code) => code is Upstream or 408 or 429 or (>= 500 and < 600);

    /// <summary>What a fault means, for people at the other end whose server gave no words of its own.</summary>
    public static string Meaning(int code) =>
        code switch
        {
            16 => "The other site could not read the post.",
            17 => "The other site found no link in the post.",
            32 => "The other site knows no such page.",
            33 => "That page takes no pingbacks.",
            Known => "The link is registered already.",
            49 => "The other site does not want to be told.",
            Upstream => "The other site could not reach another server.",
            _ => "The other site did not say why.",
        };
}
