using CpdCourse.Data;
using CpdCourse.Domain.Courses;
using CpdCourse.Domain.Writing;
using CpdCourse.Markup;
using CpdCourse.Web.Features.Writing;
using CpdCourse.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Setup;

/// <summary>
/// Puts paragraphs of the demo course's posts together to other posts about the same Thing: some as prose, some question by question. The same every time.
/// </summary>
internal sealed class ComposeCrowdWords(
    CourseDb db,
    PreparePost prepare,
    Renderer renderer,
    TimeProvider clock
)
{
    public const int PerThing = 60;

    private const int Seed = 23;
    private const int FewestWords = 200;
    private const int MostWords = 400;

    public async Task<CrowdWords> Compose(CancellationToken stop)
    {
        var written = await DemoFiles.Posts(stop);
        var things = await db
            .Things.Include(t => t.Prompts)
            .Include(t => t.Categories)
            .AsSplitQuery()
            .OrderBy(t => t.Number)
            .ToListAsync(stop);
        var posts = new Dictionary<Domain.Common.Id<Thing>, IReadOnlyList<CrowdText>>();
        foreach (var thing in things)
        {
            var models = written
                .Where(p => p.Things.Contains(thing.Number) && !p.IsExternal && p.Title.Length > 0)
                .ToList();
            if (models.Count > 0)
            {
                posts.Add(thing.Id, await About(thing, models, stop));
            }
        }

        return new CrowdWords(posts, await Remarks(written, stop));
    }

    private async Task<List<CrowdText>> About(
        Thing thing,
        List<DemoPost> models,
        CancellationToken stop
    )
    {
        var random = new Random(Seed + thing.Number);
        var paragraphs = models
            .SelectMany(m => m.Body.Split("\n\n", StringSplitOptions.TrimEntries))
            .Where(StandsAlone)
            .Distinct(StringComparer.Ordinal)
            .ToArray();
        var texts = new List<CrowdText>();
        while (texts.Count < PerThing)
        {
            var chosen = Choose(paragraphs, random);
            var draft = new Draft
            {
                Title = models[random.Next(models.Count)].Title,
                Text = texts.Count % 3 == 0 ? Sheet(thing, chosen) : string.Join("\n\n", chosen),
                Things = [thing.Number],
                Categories = [.. thing.Categories.Select(c => c.Name)],
            }.Normal();
            texts.Add(await Prepared(draft, stop));
        }

        return texts;
    }

    private async Task<CrowdText> Prepared(Draft draft, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var post = Post.Begin(default, 0, now);
        post.SaveDraft(draft, post.Version, now);
        var prepared = await prepare.From(post, stop);
        return new CrowdText(draft, prepared, Render.PlainText(prepared.Rendered.Html));
    }

    private static List<string> Choose(string[] paragraphs, Random random)
    {
        random.Shuffle(paragraphs);
        var wanted = random.Next(FewestWords, MostWords);
        var chosen = new List<string>();
        foreach (var paragraph in paragraphs.TakeWhile(_ => wanted > 0))
        {
            chosen.Add(paragraph);
            wanted -= paragraph.Count(char.IsWhiteSpace) + 1;
        }

        return chosen;
    }

    // Dealt out to the questions in turn; a short text answers the first of them only.
    private static string Sheet(Thing thing, List<string> paragraphs)
    {
        var questions = thing
            .Prompts.Select(p => new Question(thing.Number, p.Number, p.Text))
            .ToList();
        var answers = paragraphs
            .Index()
            .GroupBy(p => p.Index % questions.Count, p => p.Item)
            .ToDictionary(
                g => (thing.Number, questions[g.Key].Prompt),
                g => string.Join("\n\n", g)
            );
        return AnswerSheet.Compose(questions, new AnswerParts(answers, ""), thing.Number);
    }

    private async Task<List<CrowdRemark>> Remarks(
        IEnumerable<DemoPost> written,
        CancellationToken stop
    )
    {
        var remarks = new List<CrowdRemark>();
        // What calls somebody by name fits nowhere else.
        var texts = written
            .SelectMany(p => p.Comments)
            .SelectMany(c => c.Replies.Prepend(c))
            .Where(c => !c.Held && !c.Text.Contains('@', StringComparison.Ordinal))
            .Select(c => c.Text)
            .Distinct(StringComparer.Ordinal);
        foreach (var text in texts)
        {
            var rendered = (await renderer.Comment(text, stop)).Kept();
            remarks.Add(new CrowdRemark(text, rendered, Render.PlainText(rendered.Html)));
        }

        return remarks;
    }

    // No headings, tables, footnotes and quoted prompts, and nothing that links to another post: the course would have noticed that.
    private static bool StandsAlone(string paragraph) =>
        paragraph.Length > 0
        && paragraph[0] is not ('#' or '|' or '[')
        && !paragraph.Contains("{{", StringComparison.Ordinal)
        && !paragraph.Contains("](", StringComparison.Ordinal)
        && !paragraph.Contains("[^", StringComparison.Ordinal)
        && !paragraph.Contains("* * *", StringComparison.Ordinal);
}
