using System.Net.Http.Headers;
using System.Text;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using CpdCourse.Domain.Conversation;
using CpdCourse.Domain.Writing;
using CpdCourse.Testing;
using CpdCourse.Web.Features.Shared.Conversation;
using CpdCourse.Web.Features.Writing;
using CpdCourse.Web.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Razor;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CpdCourse.WebTests.Mentions;

/// <summary>What the tests of mentions share: pings as blogs send them, and the list as pages show it.</summary>
internal static class Trackbacks
{
    public static readonly Uri Home = new("http://localhost:5023/");

    /// <summary>Settings of a site that tells nobody.</summary>
    public static readonly (string, string)[] NothingIsSent =
    [
        ("Linking:Trackback:Send", "false"),
        ("Linking:Pingback:Send", "false"),
        ("Linking:Webmention:Send", "false"),
    ];

    public static Uri Permalink(string handle, Post post) =>
        new(Home, Addresses.Post(handle, post.Slug!));

    public static Task<HttpResponseMessage> Ping(
        this HttpClient sender,
        string address,
        Uri source,
        string title = "",
        string excerpt = "",
        string blog = ""
    ) =>
        sender.PostAsync(
            new Uri(address, UriKind.RelativeOrAbsolute),
            new FormUrlEncodedContent(
                new Dictionary<string, string>
                {
                    ["url"] = source.ToString(),
                    ["title"] = title,
                    ["excerpt"] = excerpt,
                    ["blog_name"] = blog,
                }
            )
        );

    /// <summary>A form whose text is escaped in this encoding, byte by byte, as old blogs do.</summary>
    public static Task<HttpResponseMessage> PingIn(
        this HttpClient sender,
        Encoding encoding,
        string address,
        string contentType,
        params (string Name, string Value)[] fields
    )
    {
        var form = string.Join(
            '&',
            fields.Select(f =>
                $"{f.Name}={string.Concat(encoding.GetBytes(f.Value).Select(b => $"%{b:X2}"))}"
            )
        );
        var content = new ByteArrayContent(Encoding.ASCII.GetBytes(form));
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        return sender.PostAsync(new Uri(address, UriKind.Relative), content);
    }

    /// <summary>Runs the jobs second by second: one host is asked once in each.</summary>
    public static async Task RunJobsFor(this CourseSite site, int seconds)
    {
        for (var second = 0; second < seconds; second++)
        {
            await site.RunJobs();
            site.Clock.Advance(TimeSpan.FromSeconds(1));
        }
    }

    public static Task<Mention> TheMention(this CourseSite site) =>
        site.Read(db => db.Mentions.AsNoTracking().SingleAsync());

    public static Task<Domain.Common.Outcome> PublishTheMention(this CourseSite site) =>
        site.Read(async db =>
        {
            var outcome = (await db.Mentions.SingleAsync()).Publish();
            await db.SaveChangesAsync();
            return outcome;
        });

    public static async Task ShouldBeTaken(this HttpResponseMessage answer)
    {
        answer.StatusCode.ShouldBe(System.Net.HttpStatusCode.OK);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("<error>0</error>");
    }

    public static Task PublishDraft(this CourseSite site, Post post) =>
        site.Within(async services =>
        {
            var outcome = await services
                .GetRequiredService<PublishPost>()
                .ByAuthor(post.Id, [post.Author], null, CancellationToken.None);
            outcome.IsDone.ShouldBeTrue();
            return outcome;
        });

    /// <summary>Writes the post anew and publishes it.</summary>
    public static async Task Rewrite(this CourseSite site, Post post, Draft draft)
    {
        await site.Read(async db =>
        {
            var known = await db.Posts.SingleAsync(p => p.Id == post.Id);
            known.SaveDraft(draft, known.Version, site.Clock.Now).IsDone.ShouldBeTrue();
            return await db.SaveChangesAsync();
        });
        await site.PublishDraft(post);
    }

    public static Task Withdraw(this CourseSite site, Post post) =>
        site.Read(async db =>
        {
            (await db.Posts.SingleAsync(p => p.Id == post.Id)).Withdraw(site.Clock.Now);
            return await db.SaveChangesAsync();
        });

    /// <summary>The section that a post's page shows to a visitor.</summary>
    public static Task<IHtmlDocument> MentionsOf(
        this CourseSite site,
        string handle,
        Post post,
        bool isPublic = true
    ) =>
        site.Within(async services =>
        {
            var view = await services
                .GetRequiredService<MentionList>()
                .OfPost(post.Id, handle, post.Slug!, post.Title, isPublic, CancellationToken.None);
            return new HtmlParser().ParseDocument(await Render(services, view));
        });

    public static async Task<string> Render(IServiceProvider services, MentionsView view)
    {
        var context = new ActionContext(
            new DefaultHttpContext { RequestServices = services },
            new RouteData(),
            new ActionDescriptor()
        );
        var partial = services
            .GetRequiredService<IRazorViewEngine>()
            .GetView(null, "/Features/Shared/Conversation/_Mentions.cshtml", isMainPage: false)
            .EnsureSuccessful([])
            .View!;
        var data = new ViewDataDictionary<MentionsView>(
            new EmptyModelMetadataProvider(),
            new ModelStateDictionary()
        )
        {
            Model = view,
        };
        await using var html = new StringWriter();
        await partial.RenderAsync(
            new ViewContext(
                context,
                partial,
                data,
                new TempDataDictionary(
                    context.HttpContext,
                    services.GetRequiredService<ITempDataProvider>()
                ),
                html,
                new HtmlHelperOptions()
            )
        );
        return html.ToString();
    }
}
