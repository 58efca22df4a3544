namespace CpdCourse.BrowserTests;

/// <summary>G6: whoever uses the Tab key sees at each stop where they are, with a ring of at least 2 px and nothing lying over it.</summary>
public sealed class FocusTests(Stage stage, Windows windows) : IClassFixture<Windows>
{
    // Pages of every kind of ground a ring may stand on.
    private static readonly string[] AlsoDark =
    [
        "/",
        "/things/12",
        "/me",
        "/sign-in",
        "/write?thing=12&as=questions",
        "/studio/moderation",
    ];

    public static TheoryData<string> Paths => [.. Places.All.Select(p => p.Path)];

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Each_stop_of_the_Tab_key_can_be_seen(string path)
    {
        var site = await stage.Demo();
        var looks = new List<Look> { new(Width: 1280), new(Width: 390) };
        if (AlsoDark.Contains(path, StringComparer.Ordinal))
        {
            looks.AddRange([new(Width: 1280, Dark: true), new(Width: 390, Dark: true)]);
        }

        foreach (var look in looks)
        {
            // Gone to anew, so that the first stop is the first.
            var visit = await windows.At(stage, site, path, Reader(path));
            await visit.See(look);
            await TabStops.ShouldBeSeen(visit.Page, $"{path}, {look}");
        }
    }

    // Somebody on the course has more to press than a visitor.
    private static Who Reader(string path) =>
        Places.Find(path).For switch
        {
            var who when who.HasFlag(Who.Participant) => Who.Participant,
            var who when who.HasFlag(Who.Organiser) => Who.Organiser,
            _ => Who.Visitor,
        };
}
