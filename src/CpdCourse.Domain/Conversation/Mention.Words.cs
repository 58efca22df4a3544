using CpdCourse.Domain.Common;

namespace CpdCourse.Domain.Conversation;

/// <summary>What a mention says.</summary>
public sealed partial class Mention
{
    /// <summary>Longest title shown, in characters.</summary>
    public const int TitleLimit = 200;

    /// <summary>Longest excerpt shown, in characters.</summary>
    public const int ExcerptLimit = 500;

    /// <summary>Longest words of a reply shown, in characters; of a longer one an excerpt is.</summary>
    public const int ReplyLimit = 1_000;

    /// <summary>Longest name of a site or of an author shown, in characters.</summary>
    public const int SiteLimit = 100;

    /// <summary>What the page does with ours, by its own account.</summary>
    public MentionKind Kind { get; private set; }

    /// <summary>The comment that a reply answers; null when it answers the post.</summary>
    public Id<Comment>? Answers { get; private set; }

    /// <summary>Title of the page, plain text.</summary>
    public string Title { get; private set; } = "";

    /// <summary>Some words of the page, plain text.</summary>
    public string Excerpt { get; private set; } = "";

    /// <summary>Name of the site, plain text.</summary>
    public string Site { get; private set; } = "";

    /// <summary>Who wrote the page, plain text; empty as long as no page says.</summary>
    public string AuthorName { get; private set; } = "";

    /// <summary>The author's own page; empty when no page says.</summary>
    public string AuthorUrl { get; private set; } = "";

    /// <summary>The author's own page says who that is.</summary>
    public void Sign(string author) => AuthorName = Text.Cut(Text.Line(author), SiteLimit);

    /// <summary>What readers are shown of it, to tell whether a change needs to be read first. The site is its host's matter.</summary>
    public MentionWords Words =>
        new(Title, Excerpt)
        {
            Kind = Kind,
            AuthorName = AuthorName,
            AuthorUrl = AuthorUrl,
            Answers = Answers,
        };

    private void Say(MentionWords words)
    {
        Kind = words.Kind;
        Answers = words.Answers;
        Title = Text.Cut(Text.Line(words.Title), TitleLimit);
        Excerpt = Text.Cut(
            Text.Line(words.Excerpt),
            Kind is MentionKind.Reply ? ReplyLimit : ExcerptLimit
        );
        Site = Text.Cut(Text.Line(words.Site), SiteLimit);

        // A page that names only the address of its author leaves the name to the page there: what that said stands until the address is another.
        if (words.AuthorName.Length > 0 || words.AuthorUrl != AuthorUrl)
        {
            Sign(words.AuthorName);
            AuthorUrl = Link.IsWeb(words.AuthorUrl) ? words.AuthorUrl : "";
        }
    }

    private static string Or(string said, string found) => said.Length > 0 ? said : found;
}
