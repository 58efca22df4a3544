using System.Net;
using CpdCourse.Domain.Writing;
using CpdCourse.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CpdCourse.WebTests.Comments;

public sealed class HiddenPostTests
{
    [Theory]
    [InlineData(Audience.Course)]
    [InlineData(Audience.Me)]
    public async Task Under_a_hidden_post_everything_answers_as_for_one_that_never_was(
        Audience audience
    )
    {
        await using var site = new CourseSite();
        var post = await Hidden(site, audience);
        using var visitor = site.Visitor();
        foreach (var path in new[] { "/comments", "/comments/1", "/comments/1/edit" })
        {
            var hidden = await visitor.GetAsync(new Uri(post.Address() + path, UriKind.Relative));
            var never = await visitor.GetAsync(new Uri("/@maria/coup" + path, UriKind.Relative));
            hidden.StatusCode.ShouldBe(HttpStatusCode.NotFound);
            (await Body(hidden)).ShouldBe(await Body(never));
        }

        foreach (var path in new[] { "/comments", "/comments/1/edit", "/comments/1/delete" })
        {
            var hidden = await Post(visitor, post.Address() + path);
            var never = await Post(visitor, "/@maria/coup" + path);
            hidden.StatusCode.ShouldBe(HttpStatusCode.NotFound);
            (await Body(hidden)).ShouldBe(await Body(never));
        }
    }

    private static async Task<Post> Hidden(CourseSite site, Audience audience)
    {
        var post = await site.ADraft(
            "Maria",
            new Draft
            {
                Title = "Soup",
                Text = "Secret.",
                Audience = audience,
            }
        );
        await site.Within(async services =>
            await services
                .GetRequiredService<CpdCourse.Web.Features.Writing.PublishPost>()
                .ByAuthor(post.Id, [post.Author], null, CancellationToken.None)
        );
        using var maria = await site.SignedInAs("Maria");
        post = await site.Read(db => db.Posts.AsNoTracking().SingleAsync(p => p.Id == post.Id));
        (await maria.Comment(site, post.Address(), new { Input__Text = "Mine" })).ShouldLeadTo(
            $"{post.Address()}#c1"
        );
        return post;
    }

    private static async Task<HttpResponseMessage> Post(HttpClient browser, string address)
    {
        using var body = new FormUrlEncodedContent(
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["Input.Text"] = "Hello",
                ["Input.Name"] = "Dilys",
                ["Input.Stamp"] = "x",
            }
        );
        return await browser.PostAsync(new Uri(address, UriKind.Relative), body);
    }

    // The page of errors offers a search for the words of the address.
    private static async Task<string> Body(HttpResponseMessage answer) =>
        (await answer.Content.ReadAsStringAsync())
            .Replace("maria coup", "maria soup", StringComparison.Ordinal)
            .ReplaceLineEndings();
}
