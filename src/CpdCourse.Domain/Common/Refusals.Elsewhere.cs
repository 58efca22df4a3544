namespace CpdCourse.Domain.Common;

public static partial class Refusals
{
    /// <summary>Not an address of a page.</summary>
    public static Refusal PageAddress { get; } =
        new(
            "page-address",
            "Enter the whole address of your post, like https://blog.example.org/thing-12, with at most 2,000 characters.",
            "Address"
        );

    /// <summary>A page of this site, where one on another was asked for.</summary>
    public static Refusal PageIsHere { get; } =
        new(
            "page-is-here",
            "That is a page of this course. Enter the address of your post on your own blog.",
            "Address"
        );

    /// <summary>A page that another persona had listed.</summary>
    public static Refusal ListedAlready { get; } =
        new(
            "listed-already",
            "This page is listed already, by somebody else. If it is yours, tell an organiser.",
            "Address"
        );

    /// <summary>A comment on a post whose author takes them on another site.</summary>
    public static Refusal CommentsElsewhere { get; } =
        new(
            "comments-elsewhere",
            "The author of this post takes comments on the page itself. Your words are still below: copy them, and follow the link.",
            "Input.Text"
        );

    /// <summary>A response to nothing.</summary>
    public static Refusal ChooseThing { get; } =
        new("choose-thing", "Choose at least one Thing that your post answers.", "Things");

    /// <summary>A page of this site, where a blog on another was asked for.</summary>
    public static Refusal BlogIsHere { get; } =
        new(
            "blog-is-here",
            "That is an address of this course. What you write here is listed by itself; enter the address of a blog elsewhere.",
            "Address"
        );

    /// <summary>Not the address of a blog.</summary>
    /// <param name="sentence">What is wrong with it.</param>
    public static Refusal BlogAddress(string sentence) => new("blog-address", sentence, "Address");

    /// <summary>A blog without a feed, which cannot be followed.</summary>
    public static Refusal NoFeedYet { get; } =
        new("no-feed-yet", "There is no feed to follow yet. Enter the address of your blog again.");

    /// <summary>More blogs than one can have.</summary>
    public static Refusal TooManyBlogs { get; } =
        new(
            "too-many-blogs",
            "You can have at most 10 blogs here. Stop following one that you no longer need.",
            "Address"
        );

    /// <summary>A blog of which another persona has shown that it is theirs.</summary>
    public static Refusal BlogClaimed { get; } =
        new(
            "blog-claimed",
            "This blog is somebody else’s on this course, who has shown that it is theirs."
        );

    /// <summary>Whole texts of a blog of which nobody knows whose it is.</summary>
    public static Refusal BlogNotProven { get; } =
        new(
            "blog-not-proven",
            "Show first that this blog is yours: until then no whole text of it is shown here."
        );

    /// <summary>Something else than a form offers.</summary>
    public static Refusal ChooseOne { get; } =
        new("choose-one", "Choose one of the answers that the form offers. Nothing was changed.");

    /// <summary>An import of nothing.</summary>
    public static Refusal ImportEmpty { get; } =
        new("import-empty", "Paste a list of blogs, or choose a file with one.", "List");

    /// <summary>A list over a megabyte.</summary>
    public static Refusal ImportTooLarge { get; } =
        new("import-too-large", "A list can have at most 1 MB. Import it in parts.", "List");

    /// <summary>A list of too many blogs.</summary>
    public static Refusal ImportTooMany { get; } =
        new("import-too-many", "A list can have at most 2,000 blogs. Import it in parts.", "List");

    /// <summary>A spreadsheet, a picture or anything else that is no text.</summary>
    public static Refusal ImportNotText { get; } =
        new(
            "import-not-text",
            "That is no text. Save a table as CSV, or let your feed reader export its list as OPML, and choose that file.",
            "List"
        );

    /// <summary>A list that cannot be read to its end.</summary>
    public static Refusal ImportBroken { get; } =
        new(
            "import-broken",
            "This list cannot be read to its end: a quotation mark is never closed, or the OPML breaks off. Nothing was imported.",
            "List"
        );

    /// <summary>A list without any address.</summary>
    public static Refusal ImportNoBlogs { get; } =
        new(
            "import-no-blogs",
            "There is no address of a blog in it. Each line needs one, like: maria, https://maria.example.org",
            "List"
        );

    /// <summary>More lists than can be worked on at once.</summary>
    public static Refusal ImportWaits { get; } =
        new(
            "import-waits",
            "Blogs of other lists are still being looked for. Import this one when they are done.",
            "List"
        );
}
