using System.Net;
using AngleSharp.Dom;
using CpdCourse.Domain.People;
using CpdCourse.Testing;
using CpdCourse.WebTests.Comments;

namespace CpdCourse.WebTests.House;

/// <summary>What is one character too long, in each form: a sentence says so, and all that was typed is still there.</summary>
public sealed class KeptTooLongTests
{
    private const string Write = "/write?thing=12&as=free";
    private const string Profile = "/me/profile";
    private const string Soup = "/@maria/soup";
    private const string Thing = "/studio/things/12";

    [Theory]
    [InlineData(Write, "#post", "Title", 200)]
    [InlineData(Write, "#post", "Text", 50_000)]
    [InlineData(Write, "#post", "Categories", 50)]
    [InlineData(Profile, "#profile", "Name", 60)]
    [InlineData(Profile, "#profile", "Words", 2_000)]
    [InlineData(Profile, "#profile", "Place", 60)]
    [InlineData(Profile, "#profile", "Sector", 60)]
    [InlineData(Soup, "#comment-form", "Text", 10_000)]
    [InlineData(Thing, "#thing", "Title", 200)]
    public async Task C3_in_the_form_of_somebody_who_is_signed_in(
        string page,
        string form,
        string field,
        int limit
    )
    {
        await using var site = new CourseSite();
        await site.APost("Maria", "Soup", "A good week.", 12);
        using var maria = await site.SignedInAs("Wen", Role.Organiser);

        await Refused(site, maria, page, form, field, new string('ß', limit + 1));
    }

    [Theory]
    [InlineData("Name", "", 60)]
    [InlineData("Site", "https://a.example/", 2_000)]
    [InlineData("Text", "", 10_000)]
    public async Task C3_in_the_form_of_a_visitor(string field, string start, int limit)
    {
        await using var site = new CourseSite();
        await site.APost("Maria", "Soup", "A good week.", 12);
        using var visitor = site.Browser();

        await Refused(site, visitor, Soup, "#comment-form", field, start.PadRight(limit + 1, 'x'));
    }

    private static async Task Refused(
        CourseSite site,
        HttpClient browser,
        string address,
        string form,
        string field,
        string typed
    )
    {
        var page = await browser.Page(address);
        site.Clock.Advance(TimeSpan.FromSeconds(10));
        var fields = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Input.Text"] = "Words that must stay",
            ["Input.Name"] = "Dilys",
            [$"Input.{field}"] = typed,
        };

        var answer = await browser.Send(page, form, fields);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var again = await Forms.Parse(answer);
        again.QuerySelectorAll(".error").ShouldNotBeEmpty();
        foreach (var (name, value) in fields)
        {
            if (page.GetElementById(name.Replace('.', '_')) is not null)
            {
                Value(again.GetElementById(name.Replace('.', '_'))!).ShouldBe(value);
            }
        }
    }

    private static string Value(IElement field) =>
        field.GetAttribute("value") ?? field.TextContent.Trim();
}
