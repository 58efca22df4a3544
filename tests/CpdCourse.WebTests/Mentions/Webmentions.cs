using CpdCourse.Domain.Conversation;
using CpdCourse.Testing;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.WebTests.Mentions;

/// <summary>Webmentions as other sites send them, and pages that say in microformats what they do with ours.</summary>
internal static class Webmentions
{
    public const string Permalink = "http://localhost:5023/@maria/soup";

    private const string Amara =
        "<a class='p-author h-card' href='https://amara.example/'>Amara</a>";

    public static async Task<HttpResponseMessage> Webmention(
        this CourseSite site,
        Uri source,
        string target = Permalink
    )
    {
        using var blog = site.Visitor();
        return await blog.PostAsync(
            "/webmention",
            new FormUrlEncodedContent(
                new Dictionary<string, string>
                {
                    ["source"] = source.AbsoluteUri,
                    ["target"] = target,
                }
            )
        );
    }

    /// <summary>Sends it, and has the page and its author looked at.</summary>
    public static async Task Hear(this CourseSite site, Uri source, string target = Permalink)
    {
        (await site.Webmention(source, target)).IsSuccessStatusCode.ShouldBeTrue();
        await site.RunJobsFor(4);
    }

    /// <summary>A page with an entry that answers.</summary>
    public static Uri Reply(
        this StrangersSite stranger,
        string words,
        string target = Permalink,
        string path = "/reply",
        string author = Amara,
        string property = "u-in-reply-to"
    ) =>
        stranger.Page(
            path,
            $"<!doctype html><title>Notes</title><div class=h-entry><a class={property} href='{target}'>Re</a> {author}<div class=e-content><p>{words}</p></div></div>"
        );

    /// <summary>What comes from the stranger's host is shown at once.</summary>
    public static Task TrustStrangers(this CourseSite site) =>
        site.Read(async db =>
        {
            db.TrustedSources.Add(new TrustedSource(SourceKind.Host, "127.0.0.1", TestClock.Start));
            return await db.SaveChangesAsync();
        });

    public static Task<Mention> MentionFrom(this CourseSite site, Uri source)
    {
        var url = source.AbsoluteUri;
        return site.Read(db => db.Mentions.AsNoTracking().SingleAsync(m => m.SourceUrl == url));
    }
}
