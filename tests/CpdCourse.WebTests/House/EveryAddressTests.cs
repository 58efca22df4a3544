using System.Net;
using System.Text;
using AngleSharp.Html.Dom;
using CpdCourse.Domain.People;
using CpdCourse.Testing;
using CpdCourse.WebTests.Comments;

namespace CpdCourse.WebTests.House;

/// <summary>What holds at every address that the routing knows, also at one that is added tomorrow.</summary>
public sealed class EveryAddressTests
{
    private const string OnlyOurOwn =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'";

    // Other blogs, hubs and visitors have no token of ours; see what is checked of them instead in the tests of trackbacks, hubs and strangers' comments.
    private static readonly string[] WithoutToken =
    [
        "/@{handle}/{slug}/trackback",
        "/things/{number}/trackback",
        "/trackback/{number}",
        "/websub/{token}",
        "/error/{status}",
    ];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task C7_every_answer_forbids_code_in_pages_and_no_page_has_any(bool isSignedIn)
    {
        await using var site = await Lived();
        using var browser = isSignedIn ? await Organiser(site) : site.Visitor();
        var pages = 0;

        foreach (var address in (await Endpoints.Of(site)).Where(a => a.Method == "GET"))
        {
            using var answer = await browser.GetAsync(At(address));

            ((int)answer.StatusCode).ShouldBeLessThan(500, address.Route);
            answer
                .Headers.GetValues("Content-Security-Policy")
                .ShouldBe([PolicyOf(address)], address.Route);
            answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"], address.Route);
            if (answer.Content.Headers.ContentType?.MediaType == "text/html")
            {
                pages++;
                CodeIn(await Forms.Parse(answer)).ShouldBeEmpty(address.Route);
            }
        }

        pages.ShouldBeGreaterThan(30);
    }

    [Fact]
    public async Task C5_a_form_with_a_NUL_or_too_many_fields_is_the_senders_mistake_everywhere()
    {
        await using var site = await Lived();
        using var browser = await Organiser(site);
        foreach (var address in (await Endpoints.Of(site)).Where(IsForm))
        {
            foreach (var form in new[] { "Input.Text=a%00b", Fields(1_100) })
            {
                using var answer = await Post(browser, address, form);

                answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest, address.Route);
                (await answer.Content.ReadAsStringAsync()).ShouldContain(
                    "The form could not be read",
                    Case.Sensitive,
                    address.Route
                );
            }
        }
    }

    [Fact]
    public async Task A6_no_address_does_anything_for_somebody_without_their_token()
    {
        await using var site = await Lived();
        using var browser = await Organiser(site);
        var before = await site.Read(State);

        foreach (var address in (await Endpoints.Of(site)).Where(IsForm))
        {
            using var answer = await Post(
                browser,
                address,
                "Input.Text=Words&Input.Title=Title&Input.Name=Tom"
            );

            ((int)answer.StatusCode).ShouldBeInRange(400, 499, address.Route);
        }

        (await site.Read(State)).ShouldBe(before);
    }

    // The cards, and nothing else, may stand in a frame on another site.
    private static string PolicyOf(Address address) =>
        address.Route.EndsWith("/embed", StringComparison.Ordinal)
            ? OnlyOurOwn.Replace("ancestors 'none'", "ancestors *", StringComparison.Ordinal)
            : OnlyOurOwn;

    private static Task<string> State(CpdCourse.Data.CourseDb db) =>
        Task.FromResult(
            string.Join(
                '|',
                db.Posts.Count(),
                string.Join(',', db.Posts.Select(p => p.Version)),
                db.Comments.Count(),
                db.Things.Count(),
                db.Reports.Count(),
                string.Join(',', db.Users.Select(u => u.SecurityStamp))
            )
        );

    private static bool IsForm(Address address) =>
        address.Method == "POST" && !WithoutToken.Contains(address.Route, StringComparer.Ordinal);

    private static string Fields(int count) =>
        string.Join('&', Enumerable.Range(0, count).Select(i => $"f{i}=x"));

    private static async Task<HttpResponseMessage> Post(
        HttpClient browser,
        Address address,
        string form
    ) =>
        await browser.PostAsync(
            At(address),
            new StringContent(form, Encoding.ASCII, "application/x-www-form-urlencoded")
        );

    // A script that stands in the page, a handler, a style, an address that runs.
    private static IEnumerable<string> CodeIn(IHtmlDocument page)
    {
        foreach (var element in page.All)
        {
            var isCode = element.LocalName is "script" or "style" && !element.HasAttribute("src");
            if (isCode || element.LocalName is "base" or "object" or "embed" or "iframe")
            {
                yield return element.OuterHtml;
            }

            foreach (var attribute in element.Attributes)
            {
                if (
                    attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase)
                    || attribute.Name is "style" or "srcdoc"
                    || attribute.Value.StartsWith("javascript:", StringComparison.OrdinalIgnoreCase)
                    || attribute.Value.StartsWith("data:", StringComparison.OrdinalIgnoreCase)
                )
                {
                    yield return $"{element.LocalName} {attribute.Name}={attribute.Value}";
                }
            }
        }
    }

    private static Uri At(Address address) =>
        new(
            address
                .Route.Replace("{handle}", "maria", StringComparison.Ordinal)
                .Replace("{slug}", "soup", StringComparison.Ordinal)
                .Replace("comments/{number}", "comments/1", StringComparison.Ordinal)
                .Replace("things/{number}", "things/12", StringComparison.Ordinal)
                .Replace("{number}", "1", StringComparison.Ordinal)
                .Replace("{number?}", "1", StringComparison.Ordinal)
                .Replace("{prompt}", "1", StringComparison.Ordinal)
                .Replace("{status}", "404", StringComparison.Ordinal)
                .Replace("{", "", StringComparison.Ordinal)
                .Replace("}", "", StringComparison.Ordinal)
                .Replace("?", "", StringComparison.Ordinal),
            UriKind.Relative
        );

    private static Task<HttpClient> Organiser(CourseSite site) =>
        site.SignedInAs("Maria", Role.Organiser);

    private static async Task<CourseSite> Lived()
    {
        var site = new CourseSite(
            ("Limits:WritesPerMinute", "10000"),
            ("Limits:SignInsPerFiveMinutes", "10000")
        );
        await site.APerson("Maria", Role.Organiser);
        var post = await site.APost("Maria", "Soup", "A week.", 12);
        await site.Browser()
            .Comment(site, post.Address(), new { Input__Text = "Good.", Input__Name = "Ann" });
        return site;
    }
}
