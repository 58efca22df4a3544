using System.Security.Cryptography;
using CpdCourse.Data;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.People;
using CpdCourse.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Feeds;

/// <summary>
/// The tag: URIs (RFC 4151) of feeds and entries. Their authority is the host that the site had when it first started under a real name, and is kept:
/// a reader knows an entry again after the site has moved to another domain.
/// </summary>
internal sealed class FeedIds(SiteSettings site, TimeProvider clock)
{
    private const string Key = "feed-authority";
    private string? kept;

    private string Authority => kept ?? $"{site.Base.IdnHost},2026";

    public string Feed(string what) => $"tag:{Authority}:feed/{what}";

    public string Post(int number) => $"tag:{Authority}:post/{number.ToString(Say.Culture)}";

    public string Comment(int post, int number) =>
        $"{Post(post)}/comment/{number.ToString(Say.Culture)}";

    public string Answer(int post, int thing, int prompt) =>
        $"{Post(post)}/answer/{thing.ToString(Say.Culture)}/{prompt.ToString(Say.Culture)}";

    public string Question(int thing, int prompt) =>
        Feed($"thing/{thing.ToString(Say.Culture)}/question/{prompt.ToString(Say.Culture)}");

    /// <summary>
    /// Stays when the handle changes. A hash, because the id itself holds the moment in which the persona was made, which could tie two of them together.
    /// </summary>
    public string Persona(Id<Persona> id) =>
        Feed(
            $"person/{Convert.ToHexStringLower(SHA256.HashData(id.Value.ToByteArray()).AsSpan(0, 8))}"
        );

    /// <summary>Reads the authority, or settles it: at the start, so that no request for a feed writes anything.</summary>
    public async Task Settle(CourseDb db, CancellationToken stop) =>
        kept = await db.Insist(() => Settled(db, stop));

    private async Task<string?> Settled(CourseDb db, CancellationToken stop)
    {
        var note = await db.SiteNotes.SingleOrDefaultAsync(n => n.Key == Key, stop);
        if (note is null && !site.Base.IsLoopback)
        {
            var today = clock.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd", Say.Culture);
            note = new SiteNote { Key = Key, Value = $"{site.Base.IdnHost},{today}" };
            db.SiteNotes.Add(note);
            await db.SaveChangesAsync(stop);
        }

        return note?.Value;
    }
}

/// <summary>Settles the authority before the first request.</summary>
internal sealed class SettleFeedIds(FeedIds ids, IServiceScopeFactory scopes) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        await ids.Settle(scope.ServiceProvider.GetRequiredService<CourseDb>(), cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
