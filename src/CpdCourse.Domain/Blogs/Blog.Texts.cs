using CpdCourse.Domain.Common;

namespace CpdCourse.Domain.Blogs;

// How much of its posts is shown here.
public sealed partial class Blog
{
    /// <summary>How much of its posts its owner wants to be shown here.</summary>
    public TextShown Shows { get; private set; }

    /// <summary>Whether its feed carries whole texts; null while nobody has looked.</summary>
    public bool? GivesTexts { get; private set; }

    /// <summary>True when whole texts of its posts may stand here: its owner has said so, and is known to be its owner.</summary>
    public bool ShowsWhole => IsProven && Shows is TextShown.Whole;

    /// <summary>Its owner says how much of its posts is shown here. For the whole texts it is to be read anew; when they are no longer wanted, they go.</summary>
    public Outcome Show(TextShown what, DateTimeOffset now)
    {
        if (!Enum.IsDefined(what))
        {
            return Refusals.ChooseOne;
        }

        if (what is TextShown.Beginning)
        {
            ShowBeginnings();
            return Outcome.Done;
        }

        if (!IsProven || !IsFollowed)
        {
            return Refusals.BlogNotProven;
        }

        if (Shows is not TextShown.Whole)
        {
            Shows = TextShown.Whole;
            LookForTexts(now);
        }

        return Outcome.Done;
    }

    /// <summary>Whole texts are wanted that stand in its feed alone: it is to be read as soon as may be, and whole, though nothing in it is new.</summary>
    /// <returns>False when there is nothing to look for, or it is left alone.</returns>
    public bool LookForTexts(DateTimeOffset now)
    {
        if (!ShowsWhole || State is not BlogState.Followed)
        {
            return false;
        }

        ReadSoon(now);
        return true;
    }

    /// <summary>Its feed was read, and this is whether it carries whole texts.</summary>
    public void NoteTexts(bool areThere) => GivesTexts = areThere;

    private void ShowBeginnings()
    {
        if (Shows is not TextShown.Beginning)
        {
            Shows = TextShown.Beginning;
            Raise(new BlogTextsUnwanted(Id));
        }
    }
}

/// <summary>The whole texts of a blog's posts are no longer wanted here.</summary>
/// <param name="Blog">Which.</param>
public sealed record BlogTextsUnwanted(Id<Blog> Blog) : IDomainEvent;
