using System.Text;
using CpdCourse.Data;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Courses;
using CpdCourse.Domain.People;
using CpdCourse.Domain.Writing;
using CpdCourse.Web.Features.Writing;
using CpdCourse.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Setup;

/// <summary>The posts of the demo course in the order in which they were written, each through the verbs of its writer.</summary>
internal sealed class DemoPosts(
    CourseDb db,
    PreparePost prepare,
    PublishPost publish,
    DemoTalk talk
)
{
    private const int Batch = 50;

    public async Task<List<Post>> Load(
        Run run,
        IReadOnlyDictionary<string, Id<Persona>> cast,
        CancellationToken stop
    )
    {
        var things = await db
            .Things.AsNoTracking()
            .Include(t => t.Prompts)
            .Include(t => t.Categories)
            .AsSplitQuery()
            .ToDictionaryAsync(t => t.Number, stop);
        var posts = (await DemoFiles.Posts(stop))
            .Select(post => (Text: post, At: Opened(run, things, post)))
            .OrderBy(post => post.At);
        var written = new List<Post>();
        foreach (var batch in posts.Chunk(Batch))
        {
            foreach (var (text, at) in batch)
            {
                written.Add(await Write(text, at, things, cast, stop));
            }

            await db.SaveChangesAsync(stop);
            db.ChangeTracker.Clear();
        }

        return written;
    }

    private async Task<Post> Write(
        DemoPost text,
        DateTimeOffset at,
        Dictionary<int, Thing> things,
        IReadOnlyDictionary<string, Id<Persona>> cast,
        CancellationToken stop
    )
    {
        var number = await db.NextNumber("post", stop);
        var post = Post.Begin(cast[text.Author], number, at - TimeSpan.FromMinutes(40));
        Done(post.SaveDraft(DraftOf(text, things), post.Version, at), text);
        if (text.IsExternal)
        {
            post = await Found(post, text, at, stop);
        }
        else if (!text.Draft)
        {
            Done(await publish.ShowAt(post, at, stop), text);
        }

        db.Posts.Add(post);
        await talk.Add(post, text, cast, stop);
        return post;
    }

    // Noticed within the hour, as by a feed; written when its own site says.
    private async Task<Post> Found(
        Post typed,
        DemoPost text,
        DateTimeOffset at,
        CancellationToken stop
    )
    {
        var prepared = await prepare.From(typed, stop);
        return Post.FromElsewhere(
            typed.Author,
            typed.Number,
            new ExternalPost(new Uri(text.Source), text.Title, text.Body.Trim(), at),
            prepared with
            {
                Recognised = Recognition.Link,
            },
            at + TimeSpan.FromMinutes(35)
        );
    }

    private static Draft DraftOf(DemoPost text, Dictionary<int, Thing> things) =>
        new()
        {
            Title = text.Title,
            Text = Fill(text.Body, things[text.Things[0]]),
            Things = text.Things,
            Categories =
                text.Categories.Count > 0
                    ? text.Categories
                    : [.. things[text.Things[0]].Categories.Select(c => c.Name)],
            Audience = text.Audience,
        };

    /// <summary>Puts the words of the prompts in: one by one, or all of them as a nested list.</summary>
    private static string Fill(string body, Thing thing)
    {
        var filled = new StringBuilder(body).Replace("{{prompts}}", AsList(thing.Prompts));
        foreach (var prompt in thing.Prompts)
        {
            filled.Replace($"{{{{{prompt.Anchor}}}}}", prompt.Text);
        }

        return filled.ToString();
    }

    private static string AsList(IReadOnlyList<Prompt> prompts)
    {
        var list = new StringBuilder();
        foreach (var prompt in prompts)
        {
            list.Append(Say.Culture, $"{prompt.Position}. {prompt.Text}\n");
            foreach (var (place, point) in prompt.Points.Index())
            {
                list.Append(Say.Culture, $"    {place + 1}. {point}\n");
            }
        }

        return list.ToString().TrimEnd('\n');
    }

    private static DateTimeOffset Opened(Run run, Dictionary<int, Thing> things, DemoPost text) =>
        run.Openings.Single(o => o.Thing == things[text.Things[0]].Id).OpensAt
        + DemoFiles.Span(text.After);

    private static void Done(Outcome outcome, DemoPost text)
    {
        if (outcome.Refusal is { } refusal)
        {
            throw new InvalidDataException($"{text.File}: {refusal.Message}");
        }
    }
}
