using CpdCourse.Linking.Webmention;

namespace CpdCourse.UnitTests.Linking;

public sealed class WebmentionRequestTests
{
    private const string Source = "https://blog.example/week-1";
    private const string Target = "https://course.example/@maria/soup";

    [Fact]
    public void P1_2_2_two_addresses_are_a_webmention()
    {
        var request = WebmentionRequest.Read($" {Source} ", Target);

        request.IsMention.ShouldBeTrue();
        request.Source!.ShouldBe(new Uri(Source));
        request.Target!.ShouldBe(new Uri(Target));
    }

    [Theory]
    [InlineData(null, Target, "source is missing")]
    [InlineData("  ", Target, "source is missing")]
    [InlineData(Source, null, "target is missing")]
    [InlineData(Source, "", "target is missing")]
    [InlineData("blog.example/week-1", Target, "source must be")]
    [InlineData("/week-1", Target, "source must be")]
    [InlineData("ftp://blog.example/week-1", Target, "source must be")]
    [InlineData("mailto:jo@blog.example", Target, "source must be")]
    [InlineData("javascript:alert(1)", Target, "source must be")]
    [InlineData("https://jo@blog.example/week-1", Target, "source must be")]
    [InlineData("https://blog.example/we ek", Target, "source must be")]
    [InlineData("https://blog.example\\@course.example/", Target, "source must be")]
    [InlineData(Source, "course.example/@maria/soup", "target must be")]
    [InlineData(Source, "data:text/html,hello", "target must be")]
    [InlineData(Source, "https://jo:secret@course.example/", "target must be")]
    [InlineData(Target, Target, "name the same page")]
    [InlineData(Target + "#comments", Target + "/", "name the same page")]
    public void P1_2_2_anything_else_is_told_what_is_wrong(
        string? source,
        string? target,
        string says
    )
    {
        var request = WebmentionRequest.Read(source, target);

        request.IsMention.ShouldBeFalse();
        request.Error!.ShouldContain(says);
    }

    [Theory]
    [InlineData(2_000, true)]
    [InlineData(2_001, false)]
    public void C3_P1_2_2_an_address_has_up_to_2000_characters(int length, bool isTaken)
    {
        var source = (Source + "?").PadRight(length, 'x');

        WebmentionRequest.Read(source, Target).IsMention.ShouldBe(isTaken);
    }
}
