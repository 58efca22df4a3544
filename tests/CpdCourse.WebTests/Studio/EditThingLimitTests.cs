using CpdCourse.Domain.Common;
using CpdCourse.Testing;

namespace CpdCourse.WebTests.Studio;

public sealed class EditThingLimitTests
{
    private const string Address = "/studio/things/12";

    [Theory]
    [InlineData("Input__Title", "", "Give the Thing a title.")]
    [InlineData("Input__Title", "201", "The title can have at most 200 characters.")]
    [InlineData("Input__Summary", "301", "The summary can have at most 300 characters.")]
    [InlineData("Input__Minutes", "soon", "Minutes must be a number from 1 to 600.")]
    [InlineData("Input__Minutes", "0", "Minutes must be a number from 1 to 600.")]
    [InlineData(
        "Input__Introduction",
        "20001",
        "The introduction can have at most 20,000 characters."
    )]
    [InlineData("Input__Categories", "51", "A category can have at most 50 characters.")]
    [InlineData(
        "Input__Categories",
        "a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q,r,s,t,u",
        "At most 20 categories, please."
    )]
    [InlineData("Input__Prompts", "501", "A question or point can have at most 500 characters.")]
    [InlineData("Input__Actions", "501", "An action can have at most 500 characters.")]
    [InlineData("Input__Prompts", "21 lines", "At most 20 questions, please.")]
    public async Task What_is_too_much_is_said_in_a_sentence_and_everything_typed_is_kept(
        string field,
        string value,
        string sentence
    )
    {
        await using var site = new CourseSite();
        using var wen = await site.Organiser();
        var page = await wen.Page(Address);
        var typed =
            value == "21 lines" ? Lines(21)
            : int.TryParse(value, out var length) && length > 9 ? new string('x', length)
            : value;
        var name = field.Replace("__", "_", StringComparison.Ordinal);
        var other = page.QuerySelector("#Input_Resources")!;
        other.TextContent = "Typed with care 🌱 עברית";
        Fill(page, $"#{name}", typed);

        var answer = await wen.Send(page, "#thing");

        ((int)answer.StatusCode).ShouldBe(400);
        var again = await Forms.Parse(answer);
        again.Says("#error-summary").ShouldContain(sentence);
        again.QuerySelector($"#error-summary a[href='#{name}']").ShouldNotBeNull();
        again.Says($"#{name}-e").ShouldContain(sentence);
        again.Says("#Input_Resources").ShouldBe("Typed with care 🌱 עברית");
        (await site.ThingNumber(12)).EditedAt.ShouldBeNull();
    }

    [Fact]
    public async Task C4_a_text_too_deep_to_render_is_refused_and_kept()
    {
        await using var site = new CourseSite();
        using var wen = await site.Organiser();
        var bomb = new string('>', 5_000) + " x";

        var answer = await wen.Send(
            await wen.Page(Address),
            "#thing",
            new { Input__Introduction = bomb }
        );

        ((int)answer.StatusCode).ShouldBe(400);
        (await Forms.Parse(answer)).Says("#Input_Introduction").ShouldBe(bomb);
    }

    [Fact]
    public async Task C5_a_NUL_is_answered_with_a_sentence()
    {
        await using var site = new CourseSite();
        using var wen = await site.Organiser();

        var answer = await wen.Send(
            await wen.Page(Address),
            "#thing",
            new { Input__Title = "a\0b" }
        );

        ((int)answer.StatusCode).ShouldBe(400);
    }

    [Fact]
    public async Task A_list_has_its_limit()
    {
        await using var site = new CourseSite();
        using var wen = await site.Organiser();

        var answer = await wen.Send(
            await wen.Page(Address),
            "#thing",
            new { Input__Authors = Lines(51) }
        );

        ((int)answer.StatusCode).ShouldBe(400);
        (await Forms.Parse(answer))
            .Says("#Input_Authors-e")
            .ShouldContain(Refusals.TooManyLines("Authors", 50).Message);
    }

    private static string Lines(int count) => string.Join('\n', Enumerable.Range(1, count));

    private static void Fill(AngleSharp.Html.Dom.IHtmlDocument page, string selector, string value)
    {
        if (page.QuerySelector(selector) is AngleSharp.Html.Dom.IHtmlInputElement input)
        {
            input.Value = value;
        }
        else
        {
            ((AngleSharp.Html.Dom.IHtmlTextAreaElement)page.QuerySelector(selector)!).Value = value;
        }
    }
}
