using System.Net;
using AngleSharp.Html.Dom;
using CpdCourse.Domain.Conversation;
using CpdCourse.Domain.Writing;
using CpdCourse.Testing;
using CpdCourse.Web.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CpdCourse.WebTests.Comments;

/// <summary>What the tests of comments say again and again.</summary>
internal static class Conversation
{
    public static string Address(this Post post, string writer = "maria") =>
        Addresses.Post(writer, post.Slug!);

    /// <summary>A browser that keeps its cookies.</summary>
    public static HttpClient Browser(this CourseSite site) =>
        site.CreateClient(
            new WebApplicationFactoryClientOptions
            {
                AllowAutoRedirect = false,
                HandleCookies = true,
            }
        );

    /// <summary>Reads the post for long enough, fills in the form and sends it.</summary>
    public static async Task<HttpResponseMessage> Comment(
        this HttpClient browser,
        CourseSite site,
        string address,
        object fields,
        string? button = "Post comment"
    )
    {
        var page = await browser.Page(address);
        site.Clock.Advance(TimeSpan.FromSeconds(10));
        return await browser.Send(page, "form#comment-form", fields, button);
    }

    public static async Task<IHtmlDocument> Parsed(this Task<HttpResponseMessage> answer) =>
        await Forms.Parse(await answer);

    public static Task<List<Comment>> CommentsOn(this CourseSite site, Post post) =>
        site.Read(db =>
            db.Comments.AsNoTracking()
                .Where(c => c.Post == post.Id)
                .OrderBy(c => c.Number)
                .ToListAsync()
        );

    /// <summary>An organiser decides.</summary>
    public static Task<int> Moderate(this CourseSite site, int number, Action<Comment> verb) =>
        site.Within(async services =>
        {
            var db = services.GetRequiredService<CpdCourse.Data.CourseDb>();
            verb(await db.Comments.SingleAsync(c => c.Number == number));
            return await db.SaveChangesAsync();
        });

    public static void ShouldLeadTo(this HttpResponseMessage answer, string address)
    {
        answer.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        answer.Headers.Location!.OriginalString.ShouldBe(address);
    }

    public static string Text(this IHtmlDocument page, string selector) =>
        string.Join(
            ' ',
            page.QuerySelector(selector)!
                .TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        );
}
