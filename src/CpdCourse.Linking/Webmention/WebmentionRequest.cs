using System.Diagnostics.CodeAnalysis;

namespace CpdCourse.Linking.Webmention;

/// <summary>What can be wrong with the two fields of a webmention.</summary>
public enum WebmentionMistake
{
    /// <summary>There is no source.</summary>
    NoSource,

    /// <summary>There is no target.</summary>
    NoTarget,

    /// <summary>The source is no whole address.</summary>
    WrongSource,

    /// <summary>The target is no whole address.</summary>
    WrongTarget,

    /// <summary>Both are one page.</summary>
    SamePage,
}

/// <summary>A webmention as it arrived: "the page at source links to the page at target", or one plain sentence that tells the sender what is wrong (Webmention 3.2.1, protocols 1.2).</summary>
public sealed class WebmentionRequest
{
    /// <summary>The one media type that a webmention is sent in.</summary>
    public const string MediaType = "application/x-www-form-urlencoded";

    private WebmentionRequest(Uri source, Uri target)
    {
        Source = source;
        Target = target;
    }

    private WebmentionRequest(WebmentionMistake mistake, string error)
    {
        Mistake = mistake;
        Error = error;
    }

    /// <summary>The page that links; null when the request is wrong.</summary>
    public Uri? Source { get; }

    /// <summary>The page that it links to; null when the request is wrong.</summary>
    public Uri? Target { get; }

    /// <summary>What is wrong; null when nothing is.</summary>
    public WebmentionMistake? Mistake { get; }

    /// <summary>The same in one sentence that names the field, for software and those who write it; null when nothing is wrong.</summary>
    public string? Error { get; }

    /// <summary>Whether both pages are named.</summary>
    [MemberNotNullWhen(true, nameof(Source), nameof(Target))]
    [MemberNotNullWhen(false, nameof(Error), nameof(Mistake))]
    public bool IsMention => Error is null;

    /// <summary>Reads the two fields of the form; whether the target is a page of ours is not its matter.</summary>
    /// <param name="source">The field source; null when it was not sent.</param>
    /// <param name="target">The field target; null when it was not sent.</param>
    public static WebmentionRequest Read(string? source, string? target)
    {
        if (string.IsNullOrWhiteSpace(source))
        {
            return new WebmentionRequest(
                WebmentionMistake.NoSource,
                "The field source is missing: it is the address of the page that links."
            );
        }

        if (string.IsNullOrWhiteSpace(target))
        {
            return new WebmentionRequest(
                WebmentionMistake.NoTarget,
                "The field target is missing: it is the address of the page that is linked to."
            );
        }

        if (WebAddress.Read(source) is not { } from)
        {
            return new WebmentionRequest(WebmentionMistake.WrongSource, NoAddress("source"));
        }

        if (WebAddress.Read(target) is not { } to)
        {
            return new WebmentionRequest(WebmentionMistake.WrongTarget, NoAddress("target"));
        }

        return WebAddress.AreSamePage(from, to)
            ? new WebmentionRequest(
                WebmentionMistake.SamePage,
                "The fields source and target name the same page."
            )
            : new WebmentionRequest(from, to);
    }

    private static string NoAddress(string field) =>
        $"The field {field} must be a whole http or https address of at most {WebAddress.MaxLength} characters.";
}
