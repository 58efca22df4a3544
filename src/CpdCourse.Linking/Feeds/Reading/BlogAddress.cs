using System.Diagnostics.CodeAnalysis;

namespace CpdCourse.Linking.Feeds.Reading;

/// <summary>What a person pasted as the address of their blog: either an address to fetch, or one plain sentence that says what is wanted instead.</summary>
public sealed class BlogAddress
{
    private const string Example = "for example https://maria.wordpress.com";

    private BlogAddress(Uri? url, string? error)
    {
        Url = url;
        Error = error;
    }

    /// <summary>The address to fetch; null when there is none.</summary>
    public Uri? Url { get; }

    /// <summary>What is wrong, in a sentence or two; null when nothing is.</summary>
    public string? Error { get; }

    /// <summary>Whether http or https was said. Where it was not, https is meant; a server that does not know it may still know http.</summary>
    public bool SaysScheme { get; private init; }

    /// <summary>Whether there is an address.</summary>
    [MemberNotNullWhen(true, nameof(Url))]
    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsAddress => Url is not null;

    /// <summary>Reads what was pasted; what can only be meant one way is mended.</summary>
    public static BlogAddress Read(string? pasted)
    {
        var text = PastedText.OneAddress(pasted ?? "");
        return text switch
        {
            "" => Wrong($"Paste the address of your blog here, {Example}."),
            { Length: > WebAddress.MaxLength } => Wrong(
                $"That address is longer than {WebAddress.MaxLength} characters. The address of the blog's first page is enough."
            ),
            ['@', ..] => Wrong(
                $"That is a name in a network. What is wanted is the address of your blog, {Example}."
            ),
            _ when PastedText.IsMail(text) => Wrong(
                $"That is an e-mail address. What is wanted is the address of your blog, {Example}."
            ),
            _ => Of(text),
        };
    }

    private static BlogAddress Of(string text)
    {
        if (PastedText.WithScheme(text, out var saysScheme) is not { } whole)
        {
            return Wrong($"The address of a blog begins with http:// or https://, {Example}.");
        }

        if (WebAddress.Read(whole) is not { } url || !IsOnTheWeb(url, saysScheme))
        {
            return Wrong(
                "That is not the address of a web site. One looks like https://maria.wordpress.com."
            );
        }

        var blog = WritersRooms.Leave(url);
        return blog.Sentence is { } sentence
            ? Wrong(sentence)
            : new BlogAddress(WithoutFragment(blog.Url ?? url), null) { SaysScheme = saysScheme };
    }

    // A number by itself, such as "5.5", is read as the address of a machine.
    private static bool IsOnTheWeb(Uri url, bool saysScheme) =>
        url.Host.Contains('.', StringComparison.Ordinal)
        && !url.Host.Contains("..", StringComparison.Ordinal)
        && (saysScheme || !char.IsAsciiDigit(url.Host[^1]));

    private static Uri WithoutFragment(Uri url) =>
        url.Fragment.Length > 0 ? new Uri(url.GetLeftPart(UriPartial.Query)) : url;

    private static BlogAddress Wrong(string sentence) => new(null, sentence);
}
