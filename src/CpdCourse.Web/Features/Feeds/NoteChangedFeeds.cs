using CpdCourse.Data;
using CpdCourse.Domain.Conversation;
using CpdCourse.Domain.Writing;
using CpdCourse.Web.Hosting;
using CpdCourse.Web.Jobs;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Feeds;

/// <summary>After something was published, changed or taken back that everybody may read: asks for the hub to be told of each feed that shows it, in each form.</summary>
internal sealed class NoteChangedFeeds(
    CourseDb db,
    ChangedFeeds feeds,
    HubDesk desk,
    TimeProvider clock
)
    : IReaction<PostPublished>,
        IReaction<PostChanged>,
        IReaction<PostWithdrawn>,
        IReaction<CommentAccepted>,
        IReaction<CommentClosed>
{
    public async Task React(PostPublished happened, CancellationToken stop) =>
        await Note(await feeds.Of(happened.Post, stop), stop);

    public async Task React(PostChanged happened, CancellationToken stop) =>
        await Note(await feeds.Of(happened.Post, stop), stop);

    public async Task React(PostWithdrawn happened, CancellationToken stop) =>
        await Note(await feeds.Of(happened.Post, stop), stop);

    public async Task React(CommentAccepted happened, CancellationToken stop) =>
        await Note(await feeds.Of(happened.Comment, stop), stop);

    public async Task React(CommentClosed happened, CancellationToken stop) =>
        await Note(await feeds.Of(happened.Comment, stop), stop);

    // What waits to be told already is told once: the hub fetches the feed when it hears of it, and finds both changes there.
    private async Task Note(IEnumerable<string> changed, CancellationToken stop)
    {
        if (desk.Hub is null)
        {
            // It was taken out of the settings since.
            return;
        }

        var now = clock.GetUtcNow();
        var wanted = changed
            .SelectMany(feed => FeedFormat.All.Select(f => FeedAddress.In(feed, f.Ending)))
            .Select(feed => NewJob.Of(nameof(TellHub), new HubTopic(feed), now))
            .ToList();
        var payloads = wanted.ConvertAll(job => job.Payload);
        var waiting = await db
            .Jobs.Where(j =>
                j.Kind == nameof(TellHub)
                && j.LeasedUntil == null
                && j.ParkedAt == null
                && payloads.Contains(j.Payload)
            )
            .Select(j => j.Payload)
            .ToListAsync(stop);
        db.Jobs.AddRange(wanted.Where(j => !waiting.Contains(j.Payload, StringComparer.Ordinal)));
        await db.SaveChangesAsync(stop);
    }
}

internal static class HubReactions
{
    /// <summary>Only with a hub: without one, no save writes a job for it.</summary>
    public static void AddHubReactions(this IServiceCollection services)
    {
        services.AddSingleton<HubDesk>();
        services.AddScoped<NoteChangedFeeds>();
        services.AddSingleton<Action<Reactions>>(provider =>
            reactions =>
            {
                var hasHub = provider.GetRequiredService<HubDesk>().Hub is not null;
                reactions.React<PostPublished, NoteChangedFeeds>(isSlow: false, hasHub);
                reactions.React<PostChanged, NoteChangedFeeds>(isSlow: false, hasHub);
                reactions.React<PostWithdrawn, NoteChangedFeeds>(isSlow: false, hasHub);
                reactions.React<CommentAccepted, NoteChangedFeeds>(isSlow: false, hasHub);
                reactions.React<CommentClosed, NoteChangedFeeds>(isSlow: false, hasHub);
            }
        );
    }
}
