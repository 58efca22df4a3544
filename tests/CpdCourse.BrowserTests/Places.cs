using System.Globalization;
using CpdCourse.Domain.Writing;
using CpdCourse.Testing;
using Microsoft.EntityFrameworkCore;

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
/// <param name="Path">May hold <see cref="Places.Draft"/> or <see cref="Places.Own"/>.</param>
/// <param name="Heading">Words of its h1: proof that it is the page that was meant.</param>
/// <param name="For">Everybody who may open it; each of them is shown it.</param>
/// <param name="OnlyDemo">It is there in the demo course only.</param>
public sealed record Place(string Path, string Heading, Who For = Who.All, bool OnlyDemo = false);

/// <summary>An example of every page. A page without one fails <see cref="PlacesTests"/>.</summary>
internal static class Places
{
    /// <summary>Stands for the number of Marisol's draft.</summary>
    public const string Draft = "{draft}";

    /// <summary>Stands for the number of a post of hers that all can read.</summary>
    public const string Own = "{own}";

    /// <summary>The three readers.</summary>
    public static IReadOnlyList<Who> Each { get; } = [Who.Visitor, Who.Participant, Who.Organiser];

    /// <summary>Stands for where the second page of all responses begins.</summary>
    public const string Older = "{older}";

    private const string Twelve = "Putting the social into social media";
    private const string Amara = "/@amara/two-councils-and-no-travel-budget";

    public static IReadOnlyList<Place> All { get; } =
    [
        new("/", ""),
        new("/things", "23 Things"),
        new("/things/1", "Blogs and blogging"),
        new("/things/12", Twelve),
        new("/things/20", "Thing 20"),
        new("/things/12/responses", "Responses to Thing 12"),
        new("/things/12/elsewhere", "I wrote it on my own blog", Who.Members),
        new("/things/12/questions/1", "advantages of social networking"),
        new("/responses", "Responses"),
        new($"/responses?before={Older}", "Responses", OnlyDemo: true),
        new("/categories", "Categories"),
        new("/categories/online-identity", "Online identity"),
        new(Amara, "Two councils", OnlyDemo: true),
        new($"{Amara}?reply=1", "Two councils", OnlyDemo: true),
        new("/@hanneke/thing-2-or-the-incoming-letters", "", OnlyDemo: true),
        new("/@marisol/soup-bicycles-and-now-a-blog", "Soup", OnlyDemo: true),
        new("/@lucy/written-during-a-nap", "during a nap", Who.Members, OnlyDemo: true),
        new("/people", "People"),
        new("/@wen", "Wen"),
        new("/@marisol", "Marisol"),
        new("/search", "Search"),
        new("/search?q=soup", "Search"),
        new("/search?q=zebra", "Search"),
        new("/feeds", "Feeds"),
        new("/about", ""),
        new("/help", ""),
        new("/help/markdown", ""),
        new("/rules", ""),
        new("/privacy", ""),
        new("/accessibility", ""),
        new("/report?about=/things/12", "Tell an organiser"),
        new("/report/thanks", "Thank you"),
        new("/webmention?target=http://localhost:5023/things/12", "Tell us that you link here"),
        new("/join", "Join the course", Who.Visitor),
        new("/sign-in", "Sign in", Who.Visitor),
        new("/forgot", "mailed link"),
        new("/sign-out", "Sign out", Who.Members),
        new("/confirm", "", Who.Members),
        new("/welcome", "Welcome", Who.Members),
        new("/me", "Your 23 Things", Who.Members),
        new("/me/profile", "Your profile", Who.Members),
        new("/me/account", "Your account", Who.Members),
        new("/me/blogs", "My blogs", Who.Members),
        new("/me/blogs/add", "Add your blog", Who.Members),
        new("/drafts", "Drafts", Who.Members),
        new("/write", "Write", Who.Members),
        new("/write?thing=12&as=questions", "Thing 12", Who.Members),
        new($"/write/{Draft}", "Thing 10", Who.Participant, OnlyDemo: true),
        new($"/write/{Draft}/history", "Earlier texts", Who.Participant, OnlyDemo: true),
        new($"/write/{Draft}/preview", "certificate", Who.Participant, OnlyDemo: true),
        new($"/write/{Own}/trackbacks", "Trackbacks", Who.Participant, OnlyDemo: true),
        new($"/write/{Draft}/links", "Links to other sites", Who.Participant, OnlyDemo: true),
        new("/studio", "Wen", Who.Organiser),
        new("/studio/things", "Things and schedule", Who.Organiser),
        new("/studio/things/new", "Add Thing 24", Who.Organiser),
        new("/studio/things/12", Twelve, Who.Organiser),
        new("/studio/moderation", "Moderation", Who.Organiser),
        new("/studio/moderation?show=bin", "Moderation", Who.Organiser),
        new("/studio/blogs", "Blogs", Who.Organiser),
        new("/studio/blogs?show=doubtful", "Blogs", Who.Organiser),
        new("/studio/blogs?show=unproven&q=soup", "Blogs", Who.Organiser),
        new("/studio/blogs/import", "Import blogs", Who.Organiser),
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
        "webmention/{id:guid}",
        "me/elsewhere/{id:guid}",
        "studio/blogs/import/{import:guid}",
        "me/blogs/{id:guid}",
        "me/blogs/{id:guid}/why",
        "@{handle}/{slug}/embed",
        "things/{number:int}/embed",
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
            foreach (var who in Each.Where(w => place.For.HasFlag(w)))
            {
                rows.Add(place.Path, who);
            }
        }

        return rows;
    }

    public static Place Find(string path) => All.Single(p => p.Path == path);

    /// <summary>The handle of somebody who reads so; null for a visitor.</summary>
    public static string? Handle(Who who) =>
        who switch
        {
            Who.Participant => "marisol",
            Who.Organiser => "wen",
            _ => null,
        };

    /// <summary>The address itself.</summary>
    public static async Task<string> Address(BrowserSite site, string path)
    {
        if (path.Contains(Draft, StringComparison.Ordinal))
        {
            return path.Replace(
                Draft,
                await Marisols(site, PostState.Draft),
                StringComparison.Ordinal
            );
        }

        if (path.Contains(Own, StringComparison.Ordinal))
        {
            return path.Replace(
                Own,
                await Marisols(site, PostState.Published),
                StringComparison.Ordinal
            );
        }

        if (path.Contains(Older, StringComparison.Ordinal))
        {
            using var browser = site.Reader();
            var first = await browser.Page("/responses");
            return first.QuerySelector("a[rel=next]")!.GetAttribute("href")!;
        }

        return path;
    }

    private static async Task<string> Marisols(BrowserSite site, PostState state)
    {
        var handle = Handle(Who.Participant);
        var number = await site.Read(db =>
            db.Posts.Where(p => p.State == state)
                .Where(p => db.Personas.Any(a => a.Id == p.Author && a.Handle == handle))
                .OrderBy(p => p.Number)
                .Select(p => p.Number)
                .FirstAsync()
        );
        return number.ToString(CultureInfo.InvariantCulture);
    }
}
