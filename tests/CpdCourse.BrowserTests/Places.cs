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
/// <param name="Path">With <c>{draft}</c> for the number of Marisol's draft.</param>
/// <param name="Heading">Words of its h1: proof that it is the page that was meant.</param>
/// <param name="For">Who may see it.</param>
/// <param name="OnlyDemo">It is there in the demo course only.</param>
public sealed record Place(string Path, string Heading, Who For = Who.All, bool OnlyDemo = false);

/// <summary>An example of every page. A page without one fails <see cref="PlacesTests"/>.</summary>
internal static class Places
{
    private const string Twelve = "Putting the social into social media";

    public static IReadOnlyList<Place> All { get; } =
    [
        new("/", "", Who.All),
        new("/things", "23 Things"),
        new("/things/1", "Blogs and blogging"),
        new("/things/12", Twelve),
        new("/things/20", "Thing 20"),
        new("/things/12/responses", "Responses to Thing 12"),
        new("/things/12/questions/1", "advantages of social networking"),
        new("/responses", "Responses"),
        new("/responses?page=3", "Responses", OnlyDemo: true),
        new("/@amara/two-councils-and-no-travel-budget", "Two councils", OnlyDemo: true),
        new("/@hanneke/incoming-letters", "Incoming letters", OnlyDemo: true),
        new("/@lucy/written-during-a-nap", "Written during a nap", Who.Members, OnlyDemo: true),
        new("/write", "Write", Who.Members),
        new("/write?thing=12&as=questions", "Thing 12", Who.Members),
        new("/write/{draft}/links", "", Who.Participant, OnlyDemo: true),
        new("/write/{draft}", "Thing 10", Who.Participant, OnlyDemo: true),
        new("/write/{draft}/history", "Earlier texts", Who.Participant, OnlyDemo: true),
        new("/write/{draft}/preview", "certificate", Who.Participant, OnlyDemo: true),
        new("/studio", ", Wen", Who.Organiser),
        new("/studio/moderation", "Moderation", Who.Organiser),
        new("/studio/moderation?show=bin", "Moderation", Who.Organiser),
        new("/studio/jobs", "What could not be done", Who.Organiser),
        new("/studio/things", "Things and schedule", Who.Organiser),
        new("/studio/things/12", Twelve, Who.Organiser),
        new("/studio/things/new", "Add Thing 24", Who.Organiser),
    ];

    /// <summary>Pages that are answers to something else and cannot be gone to.</summary>
    public static IReadOnlyList<string> NotPlaces { get; } = ["not-for-you", "error/{status:int}"];

    public static TheoryData<string, Who> Rows(bool demo)
    {
        var rows = new TheoryData<string, Who>();
        foreach (var place in All.Where(p => demo || !p.OnlyDemo))
        {
            foreach (
                var who in new[] { Who.Visitor, Who.Participant, Who.Organiser }.Where(w =>
                    place.For.HasFlag(w)
                )
            )
            {
                rows.Add(place.Path, who);
            }
        }

        return rows;
    }

    public static Place Find(string path) => All.Single(p => p.Path == path);
}
