using CpdCourse.Domain.Common;
using CpdCourse.Domain.Writing;
using CpdCourse.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.WebUtilities;

namespace CpdCourse.Web.Features.Writing;

/// <summary>
/// The editor: one Markdown text, written question by question or freely. Everything that leaves the page saves first, so that nothing typed is lost,
/// with script or without.
/// </summary>
[EnableRateLimiting(ServerHosting.SaveLimit)]
[Authorize(Policies.Participant)]
internal sealed class WritePage(
    EditorRoom room,
    SaveDraft save,
    PublishPost publish,
    Foresight foresight,
    CurrentPersona me
) : PageModel
{
    [BindProperty]
    public WriteInput Input { get; set; } = new();

    public int? Number { get; private set; }

    public Editor Editor { get; private set; } = null!;

    public PostState State { get; private set; }

    public DateTimeOffset? SavedAt { get; private set; }

    public bool HasDraft { get; private set; }

    /// <summary>True when anybody can read it as it is published.</summary>
    public bool IsPublic { get; private set; }

    /// <summary>The text that is kept, when it is not the one in the form.</summary>
    public string? OtherText { get; private set; }

    public Foreseen Consequences { get; private set; } = Foreseen.Nothing;

    /// <summary>Names the copies that this account keeps on this device, so that nobody else's browser session fills them in.</summary>
    public string Device => room.Device;

    private bool IsFromScript => Request.Headers.Accept == "application/json";

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
            if (await room.Find(number.Value, stop) is not { } post)
            {
                return NotFound();
            }

            draft = post.InHand(await room.Things(post, stop));
            Show(post);
            Input.Persona = $"{post.Author}";
        }

        Editor = await room.For(draft.Things, stop);
        var byQuestion = @as is null ? StartsByQuestion(draft) : @as != "free";
        Fill(draft, byQuestion);
        Consequences = await foresight.Of(draft, number, stop);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(int? number, string? @do, CancellationToken stop)
    {
        ModelState.ClearValidationState(nameof(Input));
        var typed = await Typed(@do, stop);
        var mine = await me.Mine(stop);
        if (Input.PersonaOr(me.Id) is not { } persona || !mine.Contains(persona))
        {
            // Never under another name than the one chosen.
            return await Again(null, typed, Refusals.NotYourName, stop);
        }

        if (number is null && !IsFromScript && @do != "publish" && await IsBlank(typed, stop))
        {
            // Nothing to keep: an empty draft would only be in the way.
            return Redirect($"/write?thing={Input.Thing}&as={Manner(@do)}");
        }

        var form = new PostForm(number, Input.NewPost, Input.Version, persona, typed);
        var (post, outcome) = await save.Of(form, mine, stop);
        outcome = outcome.IsDone && @do == "publish" ? await Publish(post!, stop) : outcome;
        return outcome.Refusal is { } refusal
            ? await Again(post, typed, refusal, stop)
            : await Next(post!, @do, stop);
    }

    private async Task<Outcome> Publish(Post post, CancellationToken stop) =>
        me.IsConfirmed
            ? await publish.ByAuthor(post.Id, await me.Mine(stop), post.Version, stop)
            : Refusals.ConfirmFirst;

    private async Task<bool> IsBlank(Draft typed, CancellationToken stop) =>
        typed.Trackbacks.Count == 0 && typed.Says(await room.Blank(Input.Thing, stop));

    private string Manner(string? @do) =>
        @do switch
        {
            "as-free" or "insert" => "free",
            "as-questions" => "questions",
            _ => Input.ByQuestion ? "questions" : "free",
        };

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
        if (IsFromScript)
        {
            return new JsonResult(new { number = post.Number, version = post.Version });
        }

        var address = Addresses.Write(post.Number);
        return @do switch
        {
            "publish" => Leads($"{await room.Address(post, stop)}?published=now"),
            "preview" => Leads($"{address}/preview"),
            _ => Leads($"{address}?as={Manner(@do)}"),
        };
    }

    // The word that script chose for what it sent goes along: where it arrives, the copy on the device has done its duty.
    private RedirectResult Leads(string address) =>
        Redirect(
            Input.Copy is { Length: > 0 and <= 40 } copy && copy.All(char.IsAsciiLetterOrDigit)
                ? QueryHelpers.AddQueryString(address, "kept", copy)
                : address
        );

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
        Fill(typed, Input.ByQuestion);
        if (post is { Version: > 0 })
        {
            Show(post);
            OtherText = refusal == Refusals.ChangedMeanwhile ? post.Draft?.Text ?? post.Text : null;
        }

        // Tag helpers prefer what was posted; the fields are filled from the draft, which holds the same in normal form.
        ModelState.Clear();
        Consequences = await foresight.Of(typed, post?.Number, stop);
        return this.Refused(
            refusal with
            {
                Field =
                    refusal.Field is "Text" && Input.ByQuestion ? "AnythingElse" : refusal.Field,
            }
        );
    }

    private void Fill(Draft draft, bool byQuestion) =>
        Input = WriteInput.Of(
            draft,
            Input.Persona,
            byQuestion && Editor.Questions.Count > 0,
            Input.Version,
            Editor.Questions
        );

    private void Show(Post post)
    {
        Number = post.Number;
        State = post.State;
        SavedAt = post.DraftSavedAt;
        HasDraft = post.Draft is not null;
        IsPublic = post.IsPublic;
        Input.Version = post.Version;
    }

    // A new post about a Thing begins with its questions; a text that was begun freely goes on freely.
    private static bool StartsByQuestion(Draft draft) =>
        draft.Things.Count > 0
        && (
            draft.Text.Length == 0
            || AnswerSheet.Split(draft.Text, draft.Things[0]).Answers.Count > 0
        );
}
