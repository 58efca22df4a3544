using System.Net;
using CpdCourse.Testing;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.WebTests.Mentions;

/// <summary>The form for people whose blog sends no webmentions, with a mistake in it.</summary>
public sealed class WebmentionFormTests : IAsyncLifetime
{
    private const string Permalink = Webmentions.Permalink;
    private CourseSite site = null!;

    public async ValueTask InitializeAsync()
    {
        site = new CourseSite();
        await site.APost("Maria", "Soup", "Words.", 12);
    }

    public ValueTask DisposeAsync() => site.DisposeAsync();

    [Theory]
    [InlineData("", Permalink, "Source", "Enter the address of your page.")]
    [InlineData("my blog", Permalink, "Source", "Enter a whole web address of at most 2000")]
    [InlineData("https://blog.example/1", "", "Target", "Enter the address of the page here")]
    [InlineData("https://blog.example/1", "soup", "Target", "Enter a whole web address")]
    [InlineData(Permalink, Permalink, "Source", "Both addresses are the same.")]
    [InlineData("http://localhost:5023/things/12", Permalink, "Source", "a page of this site")]
    [InlineData("https://blog.example/1", "http://localhost:5023/@maria/no", "Target", "no page")]
    [InlineData("https://blog.example/1", "http://localhost:5023/@nobody", "Target", "no page")]
    public async Task P1_2_7_a_mistake_shows_the_form_again_with_what_was_typed_and_one_sentence_at_the_field(
        string source,
        string target,
        string field,
        string says
    )
    {
        using var browser = site.Visitor();

        using var answer = await Typed(browser, source, target);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var page = await Forms.Parse(answer);
        page.Title!.ShouldStartWith("Error: ");
        page.QuerySelector($"#{field}-e")!.TextContent.ShouldContain(says);
        page.QuerySelectorAll(".field-error").ShouldHaveSingleItem();
        page.QuerySelector("#error-summary a")!.GetAttribute("href").ShouldBe($"#{field}");
        page.QuerySelector("#Source")!.GetAttribute("value").ShouldBe(source);
        page.QuerySelector("#Target")!.GetAttribute("value").ShouldBe(target);
        (await site.Read(db => db.Mentions.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task Too_many_is_said_with_the_form_kept()
    {
        await using var strict = new CourseSite(("Limits:PingsPerTenMinutes", "1"));
        await strict.APost("Maria", "Soup", "Words.");
        using var browser = strict.Visitor();
        await Typed(browser, "https://blog.example/1", Permalink);

        using var answer = await Typed(browser, "https://blog.example/2", Permalink);

        answer.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        answer.Headers.RetryAfter.ShouldNotBeNull();
        var page = await Forms.Parse(answer);
        page.QuerySelector("#error-summary")!.TextContent.ShouldContain("try again");
        page.QuerySelector("#Source")!.GetAttribute("value").ShouldBe("https://blog.example/2");
    }

    [Theory]
    [InlineData("text/html", "")]
    [InlineData("*/*", "hand")]
    [InlineData("application/json", "hand")]
    public async Task P1_2_2_software_gets_400_and_one_line_of_text(string accepts, string by)
    {
        using var blog = site.Visitor();

        using var answer = await Send(blog, "blog", Permalink, accepts, by);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        answer.Content.Headers.ContentType!.ToString().ShouldBe("text/plain; charset=utf-8");
        (await answer.Content.ReadAsStringAsync()).Split('\n').Length.ShouldBe(2);
    }

    private static Task<HttpResponseMessage> Typed(
        HttpClient browser,
        string source,
        string target
    ) => Send(browser, source, target, "text/html,application/xhtml+xml,*/*;q=0.8", "hand");

    private static Task<HttpResponseMessage> Send(
        HttpClient sender,
        string source,
        string target,
        string accepts,
        string by
    )
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/webmention")
        {
            Content = new FormUrlEncodedContent(
                new Dictionary<string, string>
                {
                    ["Source"] = source,
                    ["Target"] = target,
                    ["by"] = by,
                }
            ),
        };
        request.Headers.Add("Accept", accepts);
        return sender.SendAsync(request);
    }
}
