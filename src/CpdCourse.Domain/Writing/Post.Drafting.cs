using CpdCourse.Domain.Common;
using CpdCourse.Domain.People;

namespace CpdCourse.Domain.Writing;

public sealed partial class Post
{
    /// <summary>Most asides kept; older ones go first.</summary>
    public const int AsideLimit = 20;

    /// <summary>Begins a post.</summary>
    /// <param name="author">Who writes.</param>
    /// <param name="number">Its number, given out once.</param>
    /// <param name="now">When.</param>
    /// <param name="id">Given when the form that begins it must not begin two.</param>
    public static Post Begin(
        Id<Persona> author,
        int number,
        DateTimeOffset now,
        Id<Post>? id = null
    ) =>
        new()
        {
            Id = id ?? Id<Post>.New(),
            Author = author,
            Number = number,
            WrittenAt = now,
            ArrivedAt = now,
        };

    /// <summary>
    /// Keeps what was typed. Saving what is kept already changes nothing, so that a form sent twice is sent once. A save that knows an older
    /// <paramref name="version"/> overwrites nothing: its text is put aside among the revisions, and both can be read.
    /// </summary>
    /// <param name="typed">The form.</param>
    /// <param name="version">The version that the form was opened with.</param>
    /// <param name="now">When.</param>
    /// <param name="author">The persona chosen; a post that was published once keeps its own. Null leaves it as it is.</param>
    /// <param name="things">Numbers of the Things it answers as published, in their order.</param>
    public Outcome SaveDraft(
        Draft typed,
        int version,
        DateTimeOffset now,
        Id<Persona>? author = null,
        IReadOnlyList<int>? things = null
    )
    {
        var draft = typed.Normal();
        if (draft.Problem() is { } problem)
        {
            return problem;
        }

        if (Origin is Origin.External)
        {
            return Refusals.WrittenElsewhere;
        }

        var writer = Slug is null ? author ?? Author : Author;
        var isKept = Version > 0 && writer == Author && draft.Says(InHand(things ?? []));
        if (version != Version)
        {
            return isKept ? Outcome.Done : Refuse(draft, now);
        }

        var tellsAlike =
            draft.Trackbacks.Count == (Draft?.Trackbacks.Count ?? 0)
            && draft.Untold.SequenceEqual(Draft?.Untold ?? []);
        if (isKept && tellsAlike)
        {
            return Outcome.Done;
        }

        if (IsPublished && draft.Trackbacks.Count == 0 && draft.Says(AsPublished(things ?? [])))
        {
            DropDraft();
            return Outcome.Done;
        }

        WriteAs(writer);
        Draft = draft;
        DraftSavedAt = now;
        Version++;
        return Outcome.Done;
    }

    /// <summary>Changes the persona that writes, as long as nobody has read it.</summary>
    public Outcome WriteAs(Id<Persona> author)
    {
        if (Slug is not null && author != Author)
        {
            return Refusals.AuthorStays;
        }

        Author = author;
        return Outcome.Done;
    }

    /// <summary>Throws the draft away; what is published stays.</summary>
    public void DropDraft()
    {
        Draft = null;
        DraftSavedAt = null;
        Version++;
    }

    /// <summary>Makes an earlier text the draft; the draft that was there is put aside, so that nothing is lost.</summary>
    public void BringBack(Revision revision, IEnumerable<int> things, DateTimeOffset now)
    {
        var inHand = InHand(things);
        PutAside(inHand.Title, inHand.Text, now);
        Draft = inHand with { Title = revision.Title, Text = revision.Text };
        DraftSavedAt = now;
        Version++;
    }

    /// <summary>What its author would go on with: the draft, or what is published.</summary>
    /// <param name="things">Numbers of the Things it answers as published, in their order.</param>
    public Draft InHand(IEnumerable<int> things) => Draft ?? AsPublished(things);

    private Draft AsPublished(IEnumerable<int> things) =>
        new()
        {
            Title = Title,
            Text = Text,
            Things = [.. things],
            Categories = [.. categories.Select(c => c.Name)],
            Audience = Audience,
        };

    // Both texts are kept: the one that came too late for the draft, and the draft as it stands, in case its author prefers the other.
    private Outcome Refuse(Draft typed, DateTimeOffset now)
    {
        PutAside(Draft?.Title ?? Title, Draft?.Text ?? Text, now);
        PutAside(typed.Title, typed.Text, now);
        return Refusals.ChangedMeanwhile;
    }

    private void PutAside(string title, string text, DateTimeOffset now)
    {
        if (text.Length == 0 || revisions.Any(r => r.Text == text && r.Title == title))
        {
            return;
        }

        Keep(title, text, RevisionKind.Aside, now);
        var tooMany = revisions
            .Where(r => r.Kind is RevisionKind.Aside)
            .OrderByDescending(r => r.Number)
            .Skip(AsideLimit)
            .ToList();
        revisions.RemoveAll(tooMany.Contains);
    }

    private void Keep(string title, string text, RevisionKind kind, DateTimeOffset now) =>
        revisions.Add(
            new Revision(
                revisions.Select(r => r.Number).Append(0).Max() + 1,
                title,
                text,
                kind,
                now
            )
        );
}
