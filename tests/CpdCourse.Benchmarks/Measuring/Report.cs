using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace CpdCourse.Benchmarks.Measuring;

/// <summary>The page of figures.</summary>
internal static class Report
{
    public static string Line(Row row) =>
        Text(
            $"{row.Name, -34} {row.Product.PerSecond, 9:N0}/s  {row.Ratio * 100, 6:0.0} % of {row.Reference, -5}  p99 {row.Product.P99, 7:0.00} ms  cpu {row.Product.CpuMicros, 6:0} us"
        );

    public static string Of(Wish wish, Results results)
    {
        var page = new StringBuilder();
        page.Append(Head(wish, results)).Append("\n## Reading\n\n").Append(Reading(results.Rows));
        page.Append("\n## Writing\n\n").Append(Writing(results.Writing));
        page.Append("\n## The whole\n\n").Append(Whole(results));
        page.Append("\n## Goals\n\n").Append(Judged(results));
        foreach (var failure in results.Failures)
        {
            page.Append(Text($"\nFailed: {failure}\n"));
        }

        return page.ToString();
    }

    private static string Head(Wish wish, Results results) =>
        Text(
            $"""
            Written by `./dev bench`; do not edit. The product is the published Release build in a process of its own, on {results.Counts.Posts:N0} posts and {results
                .Counts
                .Comments:N0} comments
            (`--demo {wish.People}`). Beside it, in alternation, run its two references: **bytes**, the same page's bytes from memory by Kestrel (the ceiling), and **ado**, the
            same page by prepared ADO.NET commands and a UTF-8 writer (what a page from the database costs at least). Machines are noisy: judge by the ratio to a reference of the
            same run and by processor time for a request, never by requests per second of another day. The driver runs on the same machine.

            {wish.Connections} connections, {wish.Rounds} rounds of {wish.Round.TotalSeconds:0} s each, the median round, after rounds in which it gets no faster. {Environment.ProcessorCount} cores ({RuntimeInformation.ProcessArchitecture}), .NET {Environment.Version}, {TimeProvider.System.GetUtcNow():yyyy-MM-dd}.
            A request counts when status and length of its answer are right.

            """
        );

    private static string Reading(IEnumerable<Row> rows)
    {
        var table = new StringBuilder(
            """
            | page | requests/s | reference | its requests/s | ratio | p50 ms | p99 ms | processor us | its processor us | bytes |
            | --- | ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |

            """
        );
        foreach (var row in rows)
        {
            var (own, beside) = (row.Product, row.Beside);
            table.Append(
                Text(
                    $"| {row.Name} | {own.PerSecond:N0} | {row.Reference} | {beside.PerSecond:N0} | {row.Ratio * 100:0.0} % | {own.P50:0.00} | {own.P99:0.00} | {own.CpuMicros:N0} | {beside.CpuMicros:N0} | {row.Bytes:N0} |\n"
                )
            );
        }

        return table.ToString();
    }

    private static string Writing(Writing writing)
    {
        var table = new StringBuilder(
            """
            | what | requests/s | p50 ms | p99 ms | processor us | failed |
            | --- | ---: | ---: | ---: | ---: | ---: |

            """
        );
        Add("comments, 16 connections", writing.Comments);
        Add("comments, 64 connections", writing.CommentsOnly);
        Add("comments, 64 connections, while others read", writing.CommentsBusy);
        Add("post, anonymous, alone", writing.ReadersAlone);
        Add("post, anonymous, while 64 write", writing.ReadersMeanwhile);
        Add("post, anonymous, while 8 sign in again and again", writing.ReadersDuringSignIn);
        return table
            .Append(
                Text(
                    $"\nOf {writing.Taken:N0} comments that were taken, {writing.Lost:N0} are not in the database. Processor time of a shared round is that of all its requests together. Sign-ins: {writing.SignInsPerSecond:0.0}/s.\n\nA Thing is published to {writing.Publishing.Participants:N0} participants while 4 comment: the organiser has the next page after {writing.Publishing.Returned:0} ms ({writing.Publishing.First:0} ms the first time since the start), nothing is left to do after {writing.Publishing.Done:0} ms, and the longest comment took {writing.Publishing.LongestMeanwhile:0} ms ({writing.Publishing.LongestAlone:0} ms before). Nobody is mailed that a Thing opens, so there is nothing to do for each of them.\n"
                )
            )
            .ToString();

        void Add(string what, Figures figures) =>
            table.Append(
                Text(
                    $"| {what} | {figures.PerSecond:N0} | {figures.P50:0.00} | {figures.P99:0.00} | {figures.CpuMicros:N0} | {figures.Failed:N0} |\n"
                )
            );
    }

    private static string Whole(Results results)
    {
        var table = new StringBuilder("| what | figure |\n| --- | ---: |\n");
        table.Append(
            Text($"| start to the first post page | {results.Start.TotalSeconds:0.00} s |\n")
        );
        table.Append(Text($"| memory (PSS) at rest | {results.AtRest:0} MiB |\n"));
        table.Append(Text($"| memory after reading | {results.AfterLoad:0} MiB |\n"));
        table.Append(Text($"| memory after writing | {results.AfterWriting:0} MiB |\n"));
        if (results.Large is { } large)
        {
            table.Append(
                Text(
                    $"| post, signed in, as loaded | {large.Before.PerSecond:N0}/s, {large.Before.CpuMicros:N0} us, p99 {large.Before.P99:0.0} ms |\n| the same with {large.Comments:N0} comments | {large.After.PerSecond:N0}/s, {large.After.CpuMicros:N0} us, p99 {large.After.P99:0.0} ms |\n"
                )
            );
        }

        return table.ToString();
    }

    private static string Judged(Results results)
    {
        var table = new StringBuilder(
            "| goal | of what | floor | measured | met |\n| --- | --- | --- | ---: | --- |\n"
        );
        foreach (var goal in Goals.Of(results))
        {
            table.Append(
                Text(
                    $"| {goal.Id} | {goal.What} | {goal.Floor} | {goal.Measured} | {(goal.Met ? "met" : "**not met**")} |\n"
                )
            );
        }

        return table
            .Append(
                "\nNot judged here: P2, P3 and P5 (beside WordPress and Ghost, which are not part of this).\n"
            )
            .ToString();
    }

    private static string Text(FormattableString text) =>
        text.ToString(CultureInfo.InvariantCulture);
}
