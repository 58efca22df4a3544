namespace CpdCourse.BrowserTests;

/// <summary>Who looks at a page.</summary>
[Flags]
public enum Who
{
    Visitor = 1,
    Participant = 2,
    Organiser = 4,
    Members = Participant | Organiser,
    All = Visitor | Members,
}

/// <summary>An address to look at.</summary>
/// <param name="Path">May hold <see cref="Places.Draft"/>.</param>
/// <param name="Heading">Words of its h1: proof that it is the page that was meant.</param>
/// <param name="For">Who may see it.</param>
/// <param name="OnlyDemo">It is there in the demo course only.</param>
public sealed record Place(string Path, string Heading, Who For = Who.All, bool OnlyDemo = false);

/// <summary>An example of every page. A page without one fails <see cref="PlacesTests"/>.</summary>
internal static class Places
{
    /// <summary>Stands for the number of Marisol's draft.</summary>
    public const string Draft = "{draft}";

    private const string Twelve = "Putting the social into social media";
    private const string Amara = "/@amara/two-councils-and-no-travel-budget";

    public static IReadOnlyList<Place> All { get; } =
    [
        new("/", ""),
        new("/things", "23 Things"),
        new("/things/1", "Blogs and blogging"),
        new("/things/12", Twelve),
        new("/things/20", "Thing 20", Who.Visitor),
        new("/things/12/responses", "Responses to Thing 12"),
        new("/things/12/questions/1", "advantages of social networking"),
        new("/responses", "Responses"),
        new("/responses?page=3", "Responses", Who.Visitor, OnlyDemo: true),
        new("/categories", "Categories", Who.Visitor),
        new("/categories/online-identity", "Online identity", Who.Visitor),
        new(Amara, "Two councils", OnlyDemo: true),
        new("/@hanneke/thing-2-or-the-incoming-letters", "", Who.Visitor, OnlyDemo: true),
        new("/@lucy/written-during-a-nap", "during a nap", Who.Participant, OnlyDemo: true),
        new("/people", "People"),
        new("/@wen", "Wen"),
        new("/@marisol", "Marisol", Who.Participant),
        new("/search", "Search", Who.Visitor),
        new("/search?q=soup", "Search", Who.Visitor),
        new("/search?q=zebra", "Search", Who.Visitor),
        new("/feeds", "Feeds", Who.Visitor),
        new("/about", "", Who.Visitor),
        new("/help", "", Who.Visitor),
        new("/help/markdown", "", Who.Visitor),
        new("/rules", "", Who.Visitor),
        new("/privacy", "", Who.Visitor),
        new("/accessibility", "", Who.Visitor),
        new("/report?about=/things/12", "Tell an organiser", Who.Visitor),
        new("/report/thanks", "Thank you", Who.Visitor),
        new("/join", "Join the course", Who.Visitor),
        new("/sign-in", "Sign in", Who.Visitor),
        new("/forgot", "mailed link", Who.Visitor),
        new("/sign-out", "Sign out", Who.Participant),
        new("/confirm", "", Who.Participant),
        new("/welcome", "Welcome", Who.Participant),
        new("/me", "Your 23 Things", Who.Members),
        new("/me/profile", "Your profile", Who.Participant),
        new("/me/account", "Your account", Who.Participant),
        new("/drafts", "Drafts", Who.Participant),
        new("/write", "Write", Who.Participant),
        new("/write?thing=12&as=questions", "Thing 12", Who.Members),
        new($"/write/{Draft}", "Thing 10", Who.Participant, OnlyDemo: true),
        new($"/write/{Draft}/history", "Earlier texts", Who.Participant, OnlyDemo: true),
        new($"/write/{Draft}/preview", "certificate", Who.Participant, OnlyDemo: true),
        new($"/write/{Draft}/links", "Links to other sites", Who.Participant, OnlyDemo: true),
        new("/studio", "Wen", Who.Organiser),
        new("/studio/things", "Things and schedule", Who.Organiser),
        new("/studio/things/new", "Add Thing 24", Who.Organiser),
        new("/studio/things/12", Twelve, Who.Organiser),
        new("/studio/moderation", "Moderation", Who.Organiser),
        new("/studio/moderation?show=bin", "Moderation", Who.Organiser),
        new("/studio/jobs", "What could not be done", Who.Organiser),
        new("/setup/done", "set up", Who.Organiser),
    ];

    /// <summary>
    /// Pages that cannot be gone to: answers to something else, and those of a private link. <see cref="LinkedPageTests"/> follows the links.
    /// </summary>
    public static IReadOnlyList<string> NotPlaces { get; } =
    [
        "not-for-you",
        "error/{status:int}",
        "setup",
        "forgot/{link}",
        "confirm/address",
        "stop-replies",
        "@{handle}/{slug}/comments",
        "@{handle}/{slug}/comments/{number:int}",
        "@{handle}/{slug}/comments/{number:int}/edit",
        "@{handle}/{slug}/comments/{number:int}/delete",
    ];

    public static TheoryData<string, Who> Rows(bool demo)
    {
        var rows = new TheoryData<string, Who>();
        foreach (var place in All.Where(p => demo || !p.OnlyDemo))
        {
            foreach (var who in Enum.GetValues<Who>().Where(w => IsOne(w) && place.For.HasFlag(w)))
            {
                rows.Add(place.Path, who);
            }
        }

        return rows;
    }

    public static Place Find(string path) => All.Single(p => p.Path == path);

    private static bool IsOne(Who who) => who is Who.Visitor or Who.Participant or Who.Organiser;
}
