using CpdCourse.Linking.Fetching;

namespace CpdCourse.Web.Jobs;

/// <summary>
/// Ends a job that cannot be done yet: after a rest it is done from its beginning, and this try counts for nothing. An exception, because a job can neither
/// go on without what it waits for nor forget to come back. Never leaves the worker.
/// </summary>
internal sealed class JobPostponedException(TimeSpan rest)
    : Exception($"It is to be done in {rest}.")
{
    public TimeSpan Rest => rest;
}

/// <summary>
/// How a job asks strangers' servers. One that cannot begin anew, because it keeps what it has found out or has noted that it began, takes what the fetcher
/// answers and puts itself off.
/// </summary>
internal static class Postponing
{
    /// <summary>The answer; when there can be none yet, the job is put off.</summary>
    /// <param name="fetch">The request.</param>
    /// <param name="whenBusy">How long to stay away when other requests to the server kept this one waiting: when those will be over, nobody knows.</param>
    public static async Task<FetchResult> OrPostpone(
        this Task<FetchResult> fetch,
        TimeSpan whenBusy
    ) =>
        await fetch switch
        {
            RateLimited limited => throw new JobPostponedException(limited.RetryAfter),
            FetchRefusal { Problem: FetchProblem.Busy } => throw new JobPostponedException(
                whenBusy
            ),
            var answer => answer,
        };
}
