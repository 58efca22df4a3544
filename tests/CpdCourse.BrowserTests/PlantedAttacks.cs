using CpdCourse.Data;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Conversation;
using CpdCourse.Domain.People;
using CpdCourse.Domain.Writing;
using CpdCourse.Markup;
using CpdCourse.Web.Features.Writing;
using CpdCourse.Web.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace CpdCourse.BrowserTests;

/// <summary>
/// A course in which every word is an attack: each is the name of a person and what they say of themselves, the title, the text, an answer and the category of
/// their post, a comment with its name, and the title, words and site of a page that links here. All is written by the verbs that people use; what has no
/// place somewhere (a name of nothing, a text that nests too deeply) is left out there.
/// </summary>
internal sealed class PlantedAttacks(IServiceProvider services, int first)
{
    /// <summary>How many stand under one post.</summary>
    public const int Together = 100;

    private readonly CourseDb db = services.GetRequiredService<CourseDb>();
    private readonly Renderer renderer = services.GetRequiredService<Renderer>();
    private readonly HashSet<string> categories = new(StringComparer.Ordinal);
    private readonly DateTimeOffset now = services.GetRequiredService<TimeProvider>().GetUtcNow();

    /// <summary>Plants them all; the addresses of the posts under which they are talked about.</summary>
    public static async Task<IReadOnlyList<string>> In(
        BrowserSite site,
        IReadOnlyList<string> attacks
    )
    {
        var talked = new List<string>();
        for (var i = 0; i < attacks.Count; i += Together)
        {
            var some = attacks.Skip(i).Take(Together).ToList();
            var from = i;
            talked.Add(await site.Within(s => new PlantedAttacks(s, from).Plant(some)));
        }

        return talked;
    }

    private async Task<string> Plant(List<string> attacks)
    {
        var under = await Publish(
            0,
            "All of them",
            string.Join("\n\n***\n\n", attacks.Where(Ends)),
            "x"
        );
        foreach (var (i, attack) in attacks.Index())
        {
            await Publish(i + 1, attack, $"## A question {{#q1}}\n\n{attack}", attack);
            await Say(under!.Value.Post, attack);
            db.Mentions.Add(Link(under.Value.Post, i, attack));
        }

        Forget();
        await db.SaveChangesAsync();
        return Addresses.Post(under!.Value.Handle, under.Value.Post.Slug!);
    }

    // A fence that stays open would make words of all that follows.
    private static bool Ends(string attack) =>
        !attack.Contains("```", StringComparison.Ordinal)
        && !attack.Contains("~~~", StringComparison.Ordinal);

    private async Task<(Post Post, string Handle)?> Publish(
        int i,
        string title,
        string text,
        string category
    )
    {
        var person = new Persona(
            $"p-{first + i}-{(i == 0 ? "all" : "one")}",
            Cut(title, Persona.NameLimit),
            now
        );
        var details = new PersonaDetails(
            person.Name,
            Cut(title, Persona.WordsLimit),
            person.Name,
            person.Name,
            true,
            true
        );
        if (!person.Describe(details).IsDone)
        {
            person = new Persona(person.Handle, "Nobody", now);
        }

        db.Personas.Add(person);
        var post = Post.Begin(person.Id, await db.NextNumber("post", CancellationToken.None), now);
        var draft = new Draft
        {
            Title = Cut(title, Draft.TitleLimit),
            Text = Cut(text, Draft.TextLimit),
            Things = [12],
            Categories = Category(category),
        };
        var publish = services.GetRequiredService<PublishPost>();
        if (
            !post.SaveDraft(draft, 0, now).IsDone
            || !(
                await publish.ShowAt(post, now.AddSeconds(-first - i), CancellationToken.None)
            ).IsDone
        )
        {
            return null;
        }

        db.Posts.Add(post);
        return (post, person.Handle);
    }

    // Many differ only in what an address cannot hold: one of those is enough for a hundred posts that are saved together.
    private List<string> Category(string typed)
    {
        var name = Cut(typed, 50);
        return name.Trim().Length > 0 && categories.Add(new Domain.Courses.Category(name).Slug)
            ? [name]
            : [];
    }

    private async Task Say(Post post, string attack)
    {
        try
        {
            var rendered = (
                await renderer.Comment(Cut(attack, Comment.TextLimit), CancellationToken.None)
            ).Kept();
            var words = new CommentWords(Cut(attack, Comment.TextLimit), rendered);
            var writer = new CommentWriter(null, Cut(attack, Comment.NameLimit));
            if (words.Problem() is null && writer.Problem() is null)
            {
                db.Comments.Add(
                    Comment.Write(post.PlaceComment(), writer, words, true, now).Item1!
                );
            }
        }
        catch (TooDeepException)
        {
            // Refused with a sentence.
        }
    }

    private Mention Link(Post post, int i, string attack)
    {
        var mention = Mention.Claim(
            new Uri($"https://blog.example/{first + i}"),
            new MentionTarget(post.Id, null),
            Protocol.Trackback,
            new MentionWords(attack, attack, attack),
            now
        );
        mention.Confirm(new MentionWords(), trusted: true, now);
        return mention;
    }

    // Nobody is told of anything, and no page is fetched.
    private void Forget()
    {
        foreach (var entry in db.ChangeTracker.Entries<Aggregate>())
        {
            entry.Entity.TakeEvents();
        }
    }

    private static string Cut(string text, int limit) => Text.Cut(text, limit);
}
