namespace CpdCourse.Benchmarks.Measuring;

/// <summary>The signed-in post page before and after the database was filled with comments on other posts.</summary>
internal sealed record Filled(long Comments, Figures Before, Figures After);

/// <summary>Everything that a run found out.</summary>
internal sealed record Results(
    IReadOnlyList<Row> Rows,
    Writing Writing,
    (long Posts, long Comments) Counts
)
{
    public required TimeSpan Start { get; init; }

    public required double AtRest { get; init; }

    public required double AfterLoad { get; init; }

    public required double AfterWriting { get; init; }

    public Filled? Large { get; init; }

    /// <summary>Answers that were not what was asked for, of the product and of the references.</summary>
    public long Failed =>
        Rows.Sum(r => r.Product.Failed + r.Beside.Failed)
        + Writing.Comments.Failed
        + Writing.CommentsOnly.Failed
        + Writing.CommentsBusy.Failed
        + Writing.ReadersAlone.Failed
        + Writing.ReadersMeanwhile.Failed
        + Writing.ReadersDuringSignIn.Failed
        + (Large is null ? 0 : Large.Before.Failed + Large.After.Failed);

    public IEnumerable<string> Failures =>
        Rows.SelectMany(r =>
                new[]
                {
                    (r.Name, r.Product.Failure),
                    ($"{r.Reference} beside {r.Name}", r.Beside.Failure),
                }
            )
            .Append(("comments", Writing.Comments.Failure))
            .Append(("comments at 64 connections", Writing.CommentsBusy.Failure))
            .Append(("readers meanwhile", Writing.ReadersMeanwhile.Failure))
            .Append(("readers during sign-ins", Writing.ReadersDuringSignIn.Failure))
            .Where(f => f.Item2 is not null)
            .Select(f => $"{f.Item1}: {f.Item2}");

    public Row Row(string name) => Rows.Single(r => r.Name == name);
}
