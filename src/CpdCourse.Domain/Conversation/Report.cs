using CpdCourse.Domain.Common;

namespace CpdCourse.Domain.Conversation;

/// <summary>Somebody thinks that an organiser should look at something.</summary>
public sealed class Report
{
    private Report() { }

    /// <summary>Longest words, in characters.</summary>
    public const int WordsLimit = 2_000;

    /// <summary>Longest address, in characters: a slug of 80 letters takes nine times as many when its script is written with percent signs.</summary>
    public const int AboutLimit = 1_000;

    /// <summary>Identity.</summary>
    public Id<Report> Id { get; private set; } = Id<Report>.New();

    /// <summary>Local address of what is meant, such as <c>/@tom/first#c3</c>; empty for the site as a whole.</summary>
    public string About { get; private set; } = "";

    /// <summary>Why, chosen from a short list.</summary>
    public ReportReason Reason { get; private set; }

    /// <summary>In their own words.</summary>
    public string Words { get; private set; } = "";

    /// <summary>When.</summary>
    public DateTimeOffset ReportedAt { get; private set; }

    /// <summary>When an organiser dealt with it; null while it waits.</summary>
    public DateTimeOffset? HandledAt { get; private set; }

    /// <summary>Takes a report.</summary>
    public static (Report? Report, Outcome Outcome) File(
        string about,
        ReportReason reason,
        string words,
        DateTimeOffset now
    )
    {
        var text = Text.Lines(words).Trim();
        return text.Length > WordsLimit
            ? (null, Refusals.TooLong("Words", "Your words", WordsLimit))
            : (
                new Report
                {
                    About = LocalAddress(about),
                    Reason = reason,
                    Words = text,
                    ReportedAt = now,
                },
                Outcome.Done
            );
    }

    /// <summary>An organiser has dealt with it.</summary>
    public void Handle(DateTimeOffset now) => HandledAt ??= now;

    /// <summary>Back into the queue.</summary>
    public void Reopen() => HandledAt = null;

    /// <summary>
    /// The address when it is one of this site, otherwise nothing: a report is no way to make organisers follow a stranger's link.
    /// </summary>
    public static string LocalAddress(string? about)
    {
        var line = Text.Line(about);
        return
            line.Length is > 0 and <= AboutLimit
            && line[0] == '/'
            && !line.StartsWith("//", StringComparison.Ordinal)
            && !line.Contains('\\', StringComparison.Ordinal)
            ? line
            : "";
    }
}

/// <summary>Why something is reported.</summary>
public enum ReportReason
{
    /// <summary>Advertising or a swindle.</summary>
    Spam = 0,

    /// <summary>Hurts somebody.</summary>
    Unkind = 1,

    /// <summary>Tells what should stay private.</summary>
    Private = 2,

    /// <summary>Something else.</summary>
    Other = 3,
}
