using CpdCourse.Markup;

namespace CpdCourse.UnitTests.Markup;

public class HandleTests
{
    [Theory]
    [InlineData("Hello @Amara and @tom, @tom again", "amara tom")]
    [InlineData("@a @ab @", "ab")]
    [InlineData("(@tom) *@tom* \"@tom\" 👋@amara", "tom amara")]
    [InlineData("mail@tom.example tom@tom x@y @tom@elsewhere.example @tom.elsewhere.example", "")]
    [InlineData("https://social.example/@tom /@tom \\@tom @@tom", "")]
    [InlineData("@tomé @é éé@tom @to\u0301m 漢字@tom", "")]
    [InlineData("@tom. @amara's @ingrid-h, @de_vries!", "tom amara ingrid-h de_vries")]
    [InlineData("@tom- @tom_", "tom- tom tom_")]
    [InlineData("@123456789012345678901234567890", "123456789012345678901234567890")]
    [InlineData("@1234567890123456789012345678901", "")]
    [InlineData("א@tom @tom אב", "tom")]
    [InlineData("\u202e@tom\ud800", "tom")]
    public void Handles_to_look_up_are_found(string markdown, string expected) =>
        string.Join(' ', Render.FindHandles(markdown)).ShouldBe(expected);

    [Fact]
    public void At_most_a_hundred_handles_are_looked_up() =>
        Render
            .FindHandles(string.Concat(Enumerable.Range(0, 500).Select(i => $"@name{i} ")))
            .Count.ShouldBe(100);

    [Fact]
    public void A_known_handle_is_linked_and_an_unknown_one_is_text()
    {
        var text = Texts.Comment("@Amara meets @nobody");

        text.Html.ToString()
            .ShouldBe("<p><a href=\"/@amara\" class=\"mention\">@Amara</a> meets @nobody</p>\n");
        text.Mentions.ShouldBe(["amara"]);
    }

    [Fact]
    public void Nobody_is_mentioned_in_what_strangers_wrote()
    {
        var text = Texts.Foreign(
            "<p>@amara <a class=mention href=\"https://cpd.example/@amara\">@amara</a></p>"
        );

        text.Mentions.ShouldBeEmpty();
        text.Html.ToString().ShouldNotContain("class");
    }

    [Fact]
    public void Links_we_made_are_not_the_writers()
    {
        var text = Texts.Post(
            "@amara on Thing 12\n\n## Why? {#q1}\n\n![x](https://pictures.example/x.png)"
        );

        text.Links.ShouldBeEmpty();
    }
}
