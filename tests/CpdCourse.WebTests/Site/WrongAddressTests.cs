using System.Net;
using CpdCourse.Domain.Writing;
using CpdCourse.Testing;

namespace CpdCourse.WebTests.Site;

public sealed class WrongAddressTests
{
    [Theory]
    [InlineData("/thigns", "/things")]
    [InlineData("/reponses", "/responses")]
    [InlineData("/things/24", "/things/23")]
    [InlineData("/categories/online-netwroks", "/categories/online-networks")]
    [InlineData("/@mariaa", "/@maria")]
    [InlineData("/@maria/lentil-soop", "/@maria/lentil-soup")]
    [InlineData("/@mariaa/lentil-soup", "/@maria")]
    public async Task An_address_with_a_slip_is_shown_the_page_it_may_have_meant(
        string typed,
        string meant
    )
    {
        await using var site = new CourseSite();
        await site.APost("Maria", "Lentil soup", "Words", 12);
        var visitor = site.Visitor();

        var answer = await visitor.GetAsync(typed);

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var page = await Forms.Parse(answer);
        var hint = page.QuerySelectorAll("main p")
            .Single(p => p.TextContent.StartsWith("Did you mean", StringComparison.Ordinal));
        hint.QuerySelector("a")!.GetAttribute("href").ShouldBe(meant);
        (await visitor.GetAsync(meant)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("/@maria/secret-soop")]
    [InlineData("/@maria/secret-soup")]
    [InlineData("/nothing/like/this")]
    [InlineData("/@x")]
    [InlineData("/things/twelve")]
    public async Task What_is_hidden_is_never_meant(string typed)
    {
        await using var site = new CourseSite();
        var maria = await site.SignedInAs("Maria");
        var page = await maria.Page("/write");
        var secret = new
        {
            Input__Title = "Secret soup",
            Input__Text = "Words",
            Input__Audience = nameof(Audience.Me),
        };
        await maria.Send(page, "#post", secret, "publish");

        var answer = await site.Visitor().GetAsync(typed);

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await answer.Content.ReadAsStringAsync()).ShouldNotContain("Did you mean");
    }

    [Theory]
    [InlineData("/THINGS/12", "/things/12")]
    [InlineData("/Responses?thing=12", "/responses?thing=12")]
    [InlineData("/Thing/012/Questions/1", "/things/12/questions/1")]
    [InlineData("/things/12/questions/99999999999999", "/things/12")]
    public async Task Other_spellings_lead_to_the_one_address(string typed, string leads)
    {
        await using var site = new CourseSite();

        var answer = await site.Visitor().GetAsync(typed);

        answer.Headers.Location!.OriginalString.ShouldBe(leads);
    }

    [Fact]
    public async Task Capitals_count_in_a_mailed_key()
    {
        await using var site = new CourseSite();

        var answer = await site.Visitor().GetAsync("/forgot/AbC");

        answer.Headers.Location.ShouldBeNull();
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("PATCH")]
    [InlineData("OPTIONS")]
    [InlineData("TRACE")]
    [InlineData("SING")]
    public async Task Only_GET_HEAD_and_POST_are_understood(string method)
    {
        await using var site = new CourseSite();

        foreach (var path in new[] { "/", "/things/12", "/nowhere" })
        {
            var answer = await site.Visitor()
                .SendAsync(new HttpRequestMessage(new HttpMethod(method), path));

            answer.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
            answer.Content.Headers.Allow.ShouldBe(["GET", "HEAD", "POST"]);
        }
    }
}
