using CpdCourse.Domain.Recognising;
using CpdCourse.Domain.Writing;

namespace CpdCourse.UnitTests.Recognising;

/// <summary>Which Things a post from elsewhere answers.</summary>
public sealed class RecogniseThingsTests
{
    private static readonly CourseWords Course = new([
        .. Enumerable
            .Range(1, 23)
            .Select(n =>
                n == 12
                    ? new ThingWords(
                        n,
                        "Putting the social into social media",
                        ["Has the course brought you contacts?", "Why?"]
                    )
                    : new ThingWords(n, $"Title {(char)('A' + n)}", [])
            ),
    ]);

    /// <summary>The lines of titles.txt, but for its remarks.</summary>
    public static TheoryData<string, string, string> Titles()
    {
        var titles = new TheoryData<string, string, string>();
        foreach (
            var line in File.ReadLines(
                Path.Combine(AppContext.BaseDirectory, "Recognising", "titles.txt")
            )
        )
        {
            if (line.Split('|') is [var title, var tags, var expected])
            {
                titles.Add(title.Trim(), tags.Trim(), expected.Trim());
            }
        }

        return titles;
    }

    [Theory]
    [MemberData(nameof(Titles))]
    public void S6_23_a_title_and_its_tags_name_Things(
        string title,
        string tags,
        string expected
    ) => Recognise(title, [.. tags.Split(',', StringSplitOptions.TrimEntries)]).ShouldBe(expected);

    [Fact]
    public void The_table_is_long_enough_to_mean_something() =>
        Titles().Count.ShouldBeGreaterThan(150);

    [Fact]
    public void S6_23_a_link_to_a_Thing_is_certain() =>
        Of(new SeenPost { Title = "Soup", Links = [12] })
            .ShouldBe([new RecognisedThing(12, Recognition.Link)]);

    [Fact]
    public void Three_links_are_three_Things_but_many_are_asked_about()
    {
        Of(new SeenPost { Title = "Soup", Links = [3, 1, 2] }).ShouldAllBe(t => t.IsSure);
        Of(new SeenPost { Title = "Soup", Links = [1, 2, 3, 4] }).ShouldAllBe(t => !t.IsSure);
    }

    [Fact]
    public void Who_names_a_Thing_and_links_to_another_is_asked_about_that() =>
        Recognise("Thing 6", [], links: [5, 6]).ShouldBe("6 ?5");

    [Fact]
    public void S6_23_a_link_is_more_certain_than_a_title() =>
        Of(new SeenPost { Title = "Thing 6", Links = [6] })
            .ShouldBe([new RecognisedThing(6, Recognition.Link)]);

    [Theory]
    [InlineData("Has the course brought you contacts?", "12")]
    [InlineData("has the course brought you CONTACTS", "12")]
    [InlineData("Has the course brought you cakes?", "-")]
    [InlineData("Why?", "-")]
    public void A_heading_that_is_a_question_of_a_Thing_tells_it(string heading, string expected) =>
        Say(Of(new SeenPost { Title = "Soup", Headings = [heading] })).ShouldBe(expected);

    [Fact]
    public void The_words_of_a_title_are_a_guess() =>
        Of(new SeenPost { Title = "On putting the social into social media, again" })
            .ShouldBe([new RecognisedThing(12, Recognition.Guess)]);

    [Fact]
    public void A_link_to_a_Thing_that_there_is_not_is_none() =>
        Of(new SeenPost { Title = "Soup", Links = [24] }).ShouldBeEmpty();

    [Fact]
    public void A_course_of_ten_Things_knows_no_eleventh()
    {
        var ten = new CourseWords([.. Course.Things.Take(10)]);

        RecogniseThings.In(new SeenPost { Title = "Thing 11" }, ten).ShouldBeEmpty();
        RecogniseThings.In(new SeenPost { Title = "10 Things" }, ten).ShouldBeEmpty();
        RecogniseThings.In(new SeenPost { Title = "Thing 5" }, new CourseWords([])).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Thing ")]
    [InlineData("Things 1, ")]
    [InlineData("Thing the ")]
    [InlineData("\0\u202e#")]
    public void Endless_titles_are_read_in_no_time(string piece)
    {
        var title = string.Concat(Enumerable.Repeat(piece, 100_000));

        var reading = () => RecogniseThings.In(new SeenPost { Title = title }, Course);

        Should.CompleteIn(() => reading(), TimeSpan.FromSeconds(1));
    }

    private static string Recognise(string title, string[] tags, int[]? links = null) =>
        Say(
            Of(
                new SeenPost
                {
                    Title = title,
                    Tags = tags,
                    Links = links ?? [],
                }
            )
        );

    private static IReadOnlyList<RecognisedThing> Of(SeenPost post) =>
        RecogniseThings.In(post, Course);

    private static string Say(IReadOnlyList<RecognisedThing> things) =>
        things.Count == 0
            ? "-"
            : string.Join(' ', things.Select(t => t.IsSure ? $"{t.Number}" : $"?{t.Number}"));
}
