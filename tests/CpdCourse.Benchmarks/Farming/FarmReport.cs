using System.Globalization;
using System.Text;
using CpdCourse.Benchmarks.Soaking;

namespace CpdCourse.Benchmarks.Farming;

/// <summary>The figures of the blogs elsewhere.</summary>
internal static class FarmReport
{
    private const double MostSlower = 1.2;

    public static string Line(Phase phase) =>
        Text(
            $"{phase.Name, -34} {phase.Took.TotalSeconds, 6:0} s, {phase.Feeds.All, 5} feeds ({phase.Feeds.Unchanged} unchanged), {phase.New.Entries} entries, {phase.New.Posts} posts, p50 {phase.Tally.All.Millis(0.5):0.0} ms, p95 {phase.Tally.All.Millis(0.95):0.0} ms, {phase.Memory.After:0} MiB, errors {phase.Tally.Errors}"
        );

    /// <param name="spans">While people read pages: quiet, read, quiet, read with news, flooded. While nobody does: quiet, read, read with news, read without.</param>
    /// <param name="blogs">How many there are.</param>
    /// <param name="forged">How many pings were forged.</param>
    /// <param name="refused">How many of them were told to come back later.</param>
    public static string Of(Spans spans, int blogs, int forged, int refused)
    {
        var (phases, alone) = (spans.Beside, spans.Alone);
        var page = new StringBuilder();
        page.Append(
            Text(
                $"""
                ## A thousand blogs elsewhere

                Written by `./dev farm`. One node follows {blogs:N0} blogs that a local farm plays, each a host of its own: they answer after 80 ms, two in a hundred with an error, one in a hundred
                never. Meanwhile people read thirty pages a second. All blogs are due at the same moment, which an hourly reading never brings about: what is asked is spread by the
                limits for strangers’ servers. Then {forged:N0} webmentions are forged within about forty seconds, naming pages of all these hosts that do not link here.

                """
            )
        );
        page.Append('\n').Append(Feeds(phases));
        page.Append(
            Text(
                $"\nWhat reading takes, without the pages: {alone[1].Feeds.All} more blogs, while nobody reads.\n\n"
            )
        );
        page.Append(Feeds(alone));
        return page.Append('\n')
            .Append(Pages(phases))
            .Append('\n')
            .Append(Judged(spans, blogs, forged, refused))
            .ToString();
    }

    private static string Feeds(IReadOnlyList<Phase> phases)
    {
        var table = new StringBuilder(
            """
            | while | took | feeds asked | unchanged | entries | posts | processor ms for a feed | KiB written for a feed | resident MiB |
            | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |

            """
        );
        foreach (var phase in phases)
        {
            var quiet = phases[0];
            var seconds = phase.Took.TotalSeconds;
            var cpu = Work(phase, quiet).TotalMilliseconds;
            var written = phase.Written - (quiet.Written / quiet.Took.TotalSeconds * seconds);
            var each = phase.Feeds.All > 0 ? phase.Feeds.All : (double?)null;
            table.Append(
                Text(
                    $"| {phase.Name} | {seconds:0} s | {phase.Feeds.All:N0} | {phase.Feeds.Unchanged:N0} | {phase.New.Entries:N0} | {phase.New.Posts:N0} | {cpu / each:0.0} | {written / each:0.0} | {phase.Memory.Before:0} → {phase.Memory.After:0} |\n"
                )
            );
        }

        return table.ToString();
    }

    private static string Pages(IReadOnlyList<Phase> phases)
    {
        var table = new StringBuilder("| page, p50 (p95) in ms |");
        table.AppendJoin(" |", phases.Select(p => " " + p.Name)).Append(" |\n| --- |");
        table.Append(string.Concat(Enumerable.Repeat(" ---: |", phases.Count))).Append('\n');
        foreach (var (name, _) in phases[0].Tally.Kinds)
        {
            table.Append(Text($"| {name} |"));
            foreach (var phase in phases)
            {
                var kind = Kind(phase, name);
                table.Append(Text($" {kind.Millis(0.5):0.0} ({kind.Millis(0.95):0.0}) |"));
            }

            table.Append('\n');
        }

        return table.ToString();
    }

    private static string Judged(Spans spans, int blogs, int forged, int refused)
    {
        var (phases, alone) = (spans.Beside, spans.Alone);
        var (first, news, flood) = (phases[1], phases[3], phases[4]);
        var table = new StringBuilder(
            "| goal | floor | measured | met |\n| --- | --- | ---: | --- |\n"
        );
        Add(
            Text($"{blogs:N0} blogs read by one node"),
            "≤ 60 min",
            Text(
                $"{first.Took.TotalMinutes:0.0} min, {first.Feeds.All / first.Took.TotalSeconds:0.0} a second"
            ),
            first.Took.TotalMinutes <= 60 && first.Feeds.All >= blogs
        );
        foreach (
            var (busy, quiet) in new[] { (first, phases[0]), (news, phases[2]), (flood, phases[2]) }
        )
        {
            var (name, slower) = Slowest(busy, quiet);
            Add(
                $"the page that suffers most, p50, {busy.Name}",
                "≤ 1.2 times",
                Text($"{slower:0.00} times ({name})"),
                slower <= MostSlower
            );
        }

        Add(
            "memory that a flood of pings takes",
            "≤ 50 MiB",
            Text($"{flood.Memory.After - flood.Memory.Before:0} MiB"),
            flood.Memory.After - flood.Memory.Before <= 50
        );
        foreach (var (asked, most) in new[] { (alone[1], 20.0), (alone[2], 5), (alone[3], 3) })
        {
            var work = Work(asked, alone[0]).TotalSeconds * 1_000 / asked.Feeds.All;
            Add(
                $"P13, processor time for a thousand, {asked.Name}",
                Text($"≤ {most:0} s"),
                Text($"{work:0.0} s"),
                work <= most
            );
        }

        var errors = phases.Sum(p => p.Tally.Errors);
        Add("pages that failed", "0", Text($"{errors}"), errors == 0);
        return table
            .Append(
                Text(
                    $"\nOf {forged:N0} forged pings {forged - refused:N0} were taken to be looked at; the others were told to come back later.\n"
                )
            )
            .ToString();

        void Add(string what, string floor, string measured, bool isMet) =>
            table.Append(
                Text($"| {what} | {floor} | {measured} | {(isMet ? "met" : "**not met**")} |\n")
            );
    }

    private static (string Name, double Times) Slowest(Phase busy, Phase quiet) =>
        busy
            .Tally.Kinds.Select(k =>
                (k.Name, Times: k.Kind.Millis(0.5) / Kind(quiet, k.Name).Millis(0.5))
            )
            .MaxBy(k => k.Times);

    // Beyond what the readers cost who read meanwhile.
    private static TimeSpan Work(Phase phase, Phase quiet) =>
        phase.Cpu - (quiet.Cpu / quiet.Took.TotalSeconds * phase.Took.TotalSeconds);

    private static Tally.Kind Kind(Phase phase, string name) =>
        phase.Tally.Kinds.First(k => k.Name == name).Kind;

    private static string Text(FormattableString text) =>
        text.ToString(CultureInfo.InvariantCulture);
}
