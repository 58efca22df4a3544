using System.Globalization;

namespace CpdCourse.Benchmarks.Measuring;

/// <summary>The floors that the design sets itself. Those that need other products beside this one, or a network of blogs, are not judged here.</summary>
internal static class Goals
{
    public static IEnumerable<Goal> Of(Results results) =>
        [
            .. Pages(results),
            .. Writes(results.Writing),
            .. Publishing(results.Writing.Publishing),
            .. Whole(results),
        ];

    private static IEnumerable<Goal> Pages(Results results)
    {
        var post = results.Row(Measuring.Pages.Post);
        var packed = results.Row(Measuring.Pages.PostPacked);
        var own = results.Row(Measuring.Pages.OwnPost);
        var thing = results.Row(Measuring.Pages.Thing);
        var list = results.Row(Measuring.Pages.List);
        var ownList = results.Row(Measuring.Pages.OwnList);
        var feed = results.Row(Measuring.Pages.Feed);
        var known = results.Row(Measuring.Pages.FeedKnown);
        yield return AtLeast("P1", "post, anonymous, beside `bytes`", 0.70, post.Ratio);
        yield return AtLeast("P1", "Thing, anonymous, beside `bytes`", 0.70, thing.Ratio);
        yield return AtLeast("P1", "list of 20, anonymous, beside `bytes`", 0.70, list.Ratio);
        yield return AtLeast("P4", "post, signed in, beside `ado`", 0.20, own.Ratio);
        yield return AtLeast("P6", "list of 20, signed in, beside `ado`", 0.30, ownList.Ratio);
        yield return AtLeast("P7", "feed beside `bytes`", 0.60, feed.Ratio);
        yield return AtLeast("P7", "feed, 304, beside `bytes`", 0.80, known.Ratio);
        yield return AtMost("P8", "p99, post, anonymous", 5, post.Product.P99, "ms");
        yield return AtMost("P8", "p99, post, signed in", 20, own.Product.P99, "ms");
        yield return AtMost("P8", "p99, list of 20, signed in", 20, ownList.Product.P99, "ms");
        yield return AtMost("P16", "post as browsers ask", 8, packed.Bytes / 1024.0, "KiB");
    }

    private static IEnumerable<Goal> Writes(Writing writing)
    {
        var slower = writing.ReadersMeanwhile.P99 / writing.ReadersAlone.P99;
        yield return AtLeast(
            "P9",
            "comments at 64 connections",
            2000,
            writing.CommentsOnly.PerSecond,
            "/s"
        );
        yield return AtMost("P8", "p99, comment, 16 connections", 50, writing.Comments.P99, "ms");
        var failed =
            writing.Comments.Failed + writing.CommentsOnly.Failed + writing.CommentsBusy.Failed;
        yield return AtMost("P10", "comments lost", 0, writing.Lost, "");
        yield return AtMost("P10", "comments refused or failed", 0, failed, "");
        yield return AtMost("P10", "readers’ p99 beside 64 writers, to alone", 3, slower, "times");
        yield return AtMost(
            "P17",
            "readers’ p99 during 8 sign-ins",
            50,
            writing.ReadersDuringSignIn.P99,
            "ms"
        );
    }

    private static IEnumerable<Goal> Publishing(Publishing publishing)
    {
        var to = string.Create(
            CultureInfo.InvariantCulture,
            $"a Thing is published to {publishing.Participants:N0}:"
        );
        yield return AtMost("P12", $"{to} answered", 150, publishing.Returned, "ms");
        yield return AtMost("P12", $"{to} all is done", 2000, publishing.Done, "ms");
        yield return AtMost(
            "P12",
            $"{to} the longest comment meanwhile",
            100,
            publishing.LongestMeanwhile,
            "ms"
        );
    }

    private static IEnumerable<Goal> Whole(Results results)
    {
        if (results.Large is { } large)
        {
            var slower = large.After.CpuMicros / large.Before.CpuMicros;
            var what = string.Create(
                CultureInfo.InvariantCulture,
                $"processor time of the post page with {large.Comments:N0} comments"
            );
            yield return AtMost("P11", what, 1.3, slower, "times");
        }

        yield return AtMost("P14", "memory at rest", 180, results.AtRest, "MiB");
        yield return AtMost("P14", "memory after load", 256, results.AfterLoad, "MiB");
        yield return AtMost(
            "P15",
            "start to the first post page",
            2.5,
            results.Start.TotalSeconds,
            "s"
        );
    }

    private static Goal AtLeast(string id, string what, double floor, double ratio) =>
        new(id, what, $"≥ {Percent(floor)}", Percent(ratio), ratio >= floor);

    private static Goal AtLeast(string id, string what, double floor, double found, string unit) =>
        new(id, what, Written("≥ ", floor, unit), Written("", found, unit), found >= floor);

    private static Goal AtMost(string id, string what, double limit, double found, string unit) =>
        new(id, what, Written("≤ ", limit, unit), Written("", found, unit), found <= limit);

    private static string Percent(double ratio) =>
        string.Create(CultureInfo.InvariantCulture, $"{ratio * 100:0.#} %");

    private static string Written(string sign, double value, string unit) =>
        string.Create(CultureInfo.InvariantCulture, $"{sign}{value:0.##} {unit}").Trim();
}
