using CpdCourse.Linking.Pages;

namespace CpdCourse.Linking.Microformats;

/// <summary>A person or group as plain text.</summary>
/// <param name="Name">At most 100 characters.</param>
/// <param name="Url">Their own page; null when there is none on the web.</param>
/// <param name="Photo">The address of a picture, which is theirs to serve and never shown from there; null when there is none.</param>
public sealed record MentionAuthor(string Name, Uri? Url = null, Uri? Photo = null)
{
    /// <summary>The longest name, in characters.</summary>
    public const int NameLength = 100;

    /// <summary>Reads an h-card; a card without a name gets <paramref name="otherName"/>.</summary>
    internal static MentionAuthor Of(Microformat card, string otherName) =>
        new(
            Shown(card.First("name")?.Text) is { Length: > 0 } name ? name : otherName,
            card.Values("url").SelectMany(Addresses.Of).FirstOrDefault(),
            card.Values("photo").SelectMany(Addresses.Of).FirstOrDefault()
        );

    internal static string Shown(string? name) => PlainText.Cut(PlainText.Clean(name), NameLength);
}

/// <summary>Who wrote an entry, by the authorship algorithm (indieweb.org/authorship). Where the entry names only the address of its author, one more page says more.</summary>
/// <param name="Author">The author as far as the page itself tells; the name is that of the host when nothing tells.</param>
/// <param name="PageToRead">The one page that would tell more; null when the author is known.</param>
public sealed record Authorship(MentionAuthor Author, Uri? PageToRead = null)
{
    /// <summary>Goes on with the page that was asked for.</summary>
    /// <param name="page">What it says of itself; null when it could not be read.</param>
    public MentionAuthor With(MicroformatsPage? page)
    {
        if (page is null || PageToRead is not { } url)
        {
            return Author;
        }

        // The entry's page may call the author by a name where the author's own page does not.
        return RepresentativeCard.OfAuthor(page, url) is { } card
            ? MentionAuthor.Of(card, Author.Name) is var found && found.Url is null
                ? found with
                {
                    Url = url,
                }
                : found
            : Author;
    }

    internal static Authorship Of(MicroformatsPage page, Microformat entry, Uri source)
    {
        var host = MentionAuthor.Shown(source.Host);
        var author = entry.First("author") ?? FeedOf(page, entry)?.First("author");
        if (author?.Item is { } card && card.Is("h-card"))
        {
            var name = MentionAuthor.Shown(author.Text);
            return new Authorship(
                MentionAuthor.Of(card, name.Length > 0 && !IsAddress(name) ? name : host)
            );
        }

        if (author is not null && !IsAddress(author.Text) && author.Text.Length > 0)
        {
            return new Authorship(new MentionAuthor(MentionAuthor.Shown(author.Text)));
        }

        var url = author is not null
            ? Addresses.Of(author).FirstOrDefault()
            : page.Rels.GetValueOrDefault("author", []).Select(WebAddress.Read).FirstOrDefault();
        return url is null ? new Authorship(new MentionAuthor(host)) : At(page, url, source, host);
    }

    private static Authorship At(MicroformatsPage page, Uri url, Uri source, string host)
    {
        // Where the entry stands on its author's page, there is nothing else to read.
        if (
            WebAddress.AreSamePage(url, source) && RepresentativeCard.OfAuthor(page, url) is { } own
        )
        {
            return new Authorship(MentionAuthor.Of(own, host));
        }

        var known = page.All()
            .FirstOrDefault(i =>
                i.Is("h-card") && i.Values("url").Any(u => Addresses.Name(u, url))
            );
        return new Authorship(
            known is null ? new MentionAuthor(host, url) : MentionAuthor.Of(known, host),
            WebAddress.AreSamePage(url, source) ? null : url
        );
    }

    private static Microformat? FeedOf(MicroformatsPage page, Microformat entry) =>
        page.All()
            .FirstOrDefault(i => i.Is("h-feed") && i.Children.Any(c => ReferenceEquals(c, entry)));

    private static bool IsAddress(string text) => WebAddress.Read(text) is not null;
}
