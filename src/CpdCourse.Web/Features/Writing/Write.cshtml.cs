using CpdCourse.Data;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Writing;
using CpdCourse.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Writing;

/// <summary>
/// The editor: one Markdown text, written question by question or freely. Everything that leaves the page saves first, so that nothing typed is lost,
/// with script or without.
/// </summary>
[EnableRateLimiting(ServerHosting.SaveLimit)]
[Authorize(Policies.Participant)]
internal sealed class WritePage(
    CourseDb db,
    EditorRoom room,
    SaveDraft save,
    PublishPost publish,
    CurrentPersona me,
    TimeProvider clock
) : PageModel
{
    [BindProperty]
    public WriteInput Input { get; set; } = new();

    public int? Number { get; private set; }

    public Editor Editor { get; private set; } = null!;

    public PostState State { get; private set; }

    public DateTimeOffset? SavedAt { get; private set; }

    public bool HasDraft { get; private set; }

    /// <summary>The text that is kept, when it is not the one in the form.</summary>
    public string? OtherText { get; private set; }

    public IReadOnlyList<string> Consequences { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(
        int? number,
        int? thing,
        string? @as,
        CancellationToken stop
    )
    {
        var draft = await room.Blank(thing, stop);
        if (number is not null)
        {
            if (await Find(number.Value, stop) is not { } post)
            {
                return NotFound();
            }

            draft = post.InHand(await Numbers(post, stop));
            Show(post);
        }

        Editor = await room.For(draft.Things, stop);
        var byQuestion = @as is null ? StartsByQuestion(draft) : @as != "free";
        Input = WriteInput.Of(
            draft,
            byQuestion && Editor.Questions.Count > 0,
            Input.Version,
            Editor.Questions
        );
        Consequences = await Foresee(draft, stop);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(int? number, string? @do, CancellationToken stop)
    {
        ModelState.ClearValidationState(nameof(Input));
        var typed = await Typed(@do, stop);
        if (number is null && Input.IsBlank && @do is "as-free" or "as-questions")
        {
            return Redirect($"/write?thing={Input.Thing}&as={@do[3..]}");
        }

        var persona = Input.PersonaOr(me.Id);
        var mine = await me.Mine(stop);
        if (!mine.Contains(persona))
        {
            // Never under another name than the one chosen.
            return NotFound();
        }

        var (post, outcome) = await save.Of(
            new PostToSave(number, Input.NewPost),
            persona,
            mine,
            typed,
            Input.Version,
            stop
        );
        if (outcome.IsDone && @do == "publish")
        {
            outcome = me.IsConfirmed ? await publish.Publish(post!, stop) : Refusals.ConfirmFirst;
        }

        return outcome.Refusal is { } refusal
            ? await Again(post, typed, refusal, stop)
            : await Next(post!, @do, stop);
    }

    private async Task<Draft> Typed(string? @do, CancellationToken stop)
    {
        var asked = await room.For(Input.AskedThings, stop);
        var typed = Input.Typed(asked.Questions);
        return @do == "insert"
            ? typed with
            {
                Text = $"{await room.Quoted(typed.Things, stop)}\n{typed.Text}",
            }
            : typed;
    }

    private async Task<IActionResult> Next(Post post, string? @do, CancellationToken stop)
    {
        var address = Addresses.Write(post.Number);
        if (Request.Headers.Accept == "application/json")
        {
            return new JsonResult(
                new
                {
                    number = post.Number,
                    version = post.Version,
                    savedAt = post.DraftSavedAt,
                }
            );
        }

        if (@do == "publish")
        {
            var handle = await db
                .Personas.Where(p => p.Id == post.Author)
                .Select(p => p.Handle)
                .SingleAsync(stop);
            return Redirect($"{Addresses.Post(handle, post.Slug!)}?published=now");
        }

        return @do switch
        {
            "preview" => Redirect($"{address}/preview"),
            "as-free" or "as-questions" => Redirect($"{address}?as={@do[3..]}"),
            _ => Redirect($"{address}?as={(@do == "insert" ? "free" : Input.As)}&saved=now"),
        };
    }

    // The form again: the sentence, and every field as it was typed.
    private async Task<IActionResult> Again(
        Post? post,
        Draft typed,
        Refusal refusal,
        CancellationToken stop
    )
    {
        if (refusal == Refusals.NoSuchPost)
        {
            return NotFound();
        }

        Editor = await room.For(typed.Things, stop);
        var isKept =
            post is not null && post.Version > 0 && db.Entry(post).State is not EntityState.Added;
        var byQuestion = Input.ByQuestion && Editor.Questions.Count > 0;
        Input = WriteInput.Of(typed, byQuestion, Input.Version, Editor.Questions);
        if (isKept)
        {
            Show(post!);
        }

        if (refusal == Refusals.ChangedMeanwhile)
        {
            OtherText = post!.Draft?.Text ?? post.Text;
        }

        // Tag helpers prefer what was posted; the fields are filled from the draft, which holds the same in normal form.
        ModelState.Clear();
        Consequences = await Foresee(typed, stop);
        return this.Refused(
            refusal with
            {
                Field = refusal.Field is "Text" && byQuestion ? "AnythingElse" : refusal.Field,
            }
        );
    }

    private void Show(Post post)
    {
        Number = post.Number;
        State = post.State;
        SavedAt = post.DraftSavedAt;
        HasDraft = post.Draft is not null;
        Input.Version = post.Version;
    }

    private async Task<Post?> Find(int number, CancellationToken stop)
    {
        var mine = await me.Mine(stop);
        return await db
            .Posts.AsNoTracking()
            .Include(p => p.Responses)
            .Include(p => p.Categories)
            .AsSplitQuery()
            .SingleOrDefaultAsync(
                p => p.Number == number && mine.Contains(p.Author) && p.Origin == Origin.Here,
                stop
            );
    }

    private async Task<IReadOnlyList<int>> Numbers(Post post, CancellationToken stop)
    {
        var ids = post.Responses.Select(r => r.Thing).ToList();
        var known = await db
            .Things.Where(t => ids.Contains(t.Id))
            .ToDictionaryAsync(t => t.Id, t => t.Number, stop);
        return [.. ids.Select(id => known[id])];
    }

    // A new post about a Thing begins with its questions; a text that was begun freely goes on freely.
    private static bool StartsByQuestion(Draft draft) =>
        draft.Things.Count > 0
        && (
            draft.Text.Length == 0
            || AnswerSheet.Split(draft.Text, draft.Things[0]).Answers.Count > 0
        );

    private async Task<IReadOnlyList<string>> Foresee(Draft draft, CancellationToken stop)
    {
        var course = await HttpContext.RequestServices.GetRequiredService<GlanceCache>().Get(stop);
        var lines = new List<string>();
        foreach (var thing in draft.Things.Select(course.Thing).OfType<ThingGlance>())
        {
            lines.Add(
                course.IsOpen(thing, clock.GetUtcNow())
                    ? $"Thing {thing.Number} on your strip is filled in."
                    : $"Thing {thing.Number} is not open yet: until then this stays a draft."
            );
        }

        lines.Add(
            draft.Audience switch
            {
                Audience.Everyone => "Everyone can read it, and it goes into the feeds.",
                Audience.Course =>
                    "People on the course can read it. It is in no feed and no search engine.",
                _ => "Nobody but you can read it.",
            }
        );
        if (draft.Audience is Audience.Everyone)
        {
            var links = LinkedSites.In(draft.Text).Count + draft.Trackbacks.Count;
            lines.Add(
                links == 0
                    ? "Sites you link to are told. No links so far."
                    : $"Sites you link to are told: {Say.Count(links, "link")} so far."
            );
        }

        return lines;
    }
}
