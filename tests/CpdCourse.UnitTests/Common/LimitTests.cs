using CpdCourse.Domain.Common;
using CpdCourse.Domain.Conversation;
using CpdCourse.Domain.Courses;
using CpdCourse.Domain.People;
using CpdCourse.Domain.Writing;

namespace CpdCourse.UnitTests.Common;

/// <summary>How long everything may be: one less, that, and one more.</summary>
public sealed class LimitTests
{
    private static readonly DateTimeOffset Now = new(2026, 4, 8, 12, 0, 0, TimeSpan.Zero);

    private static readonly Dictionary<string, (int Limit, Func<int, Refusal?> Problem)> Limits =
        new(StringComparer.Ordinal)
        {
            ["title"] = (200, n => Save(new Draft { Title = Of(n) })),
            ["post"] = (50_000, n => Save(new Draft { Text = Of(n) })),
            ["category"] = (50, n => Save(new Draft { Categories = [Of(n)] })),
            ["categories"] = (20, n => Save(new Draft { Categories = Each(n, i => $"c{i}") })),
            ["trackback address"] = (2_000, n => Save(new Draft { Trackbacks = [Address(n)] })),
            ["trackback addresses"] = (
                10,
                n => Save(new Draft { Trackbacks = Each(n, i => $"https://a.example/{i}") })
            ),
            ["comment"] = (10_000, n => Words(n).Problem()),
            ["visitor's name"] = (60, n => new CommentWriter(null, Of(n)).Problem()),
            ["visitor's site"] = (
                2_000,
                n => new CommentWriter(null, "Tom", Site: Address(n)).Problem()
            ),
            ["title of a Thing"] = (200, n => Revise(new ThingText { Title = Of(n) })),
            ["introduction of a Thing"] = (
                20_000,
                n => Revise(new ThingText { Title = "Wikis", Introduction = Of(n) })
            ),
            ["question of a Thing"] = (
                500,
                n =>
                    Revise(
                        new ThingText { Title = "Wikis", Prompts = [new PromptLine(1, Of(n), [])] }
                    )
            ),
            ["display name"] = (60, n => Describe(name: n)),
            ["words about oneself"] = (2_000, n => Describe(words: n)),
            ["field of work"] = (60, n => Describe(sector: n)),
            ["place"] = (60, n => Describe(place: n)),
            ["report"] = (
                2_000,
                n => Report.File("/things/1", ReportReason.Other, Of(n), Now).Outcome.Refusal
            ),
        };

    public static TheoryData<string> Names() => [.. Limits.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void C3_a_text_at_its_limit_is_taken_and_one_beyond_is_refused(string name)
    {
        var (limit, problem) = Limits[name];

        problem(limit - 1).ShouldBeNull();
        problem(limit).ShouldBeNull();
        problem(limit + 1).ShouldNotBeNull().Message.ShouldEndWith(".");
    }

    private static Refusal? Save(Draft draft) =>
        Post.Begin(Id<Persona>.New(), 1, Now).SaveDraft(draft, 0, Now).Refusal;

    private static CommentWords Words(int length) =>
        new(Of(length), new Rendered("<p>x</p>", "x", 1, 1));

    private static Refusal? Revise(ThingText text)
    {
        var thing = new Course("23 Things").AddThing(1);
        return thing.Revise(text, thing.Version, Now).Refusal;
    }

    private static Refusal? Describe(int name = 1, int words = 0, int place = 0, int sector = 0) =>
        new Persona("maria", "Maria", Now)
            .Describe(new PersonaDetails(Of(name), Of(words), Of(place), Of(sector), true, true))
            .Refusal;

    private static string Address(int length) => "https://a.example/".PadRight(length, 'x');

    private static string Of(int length) => new('x', length);

    private static List<string> Each(int count, Func<int, string> one) =>
        [.. Enumerable.Range(0, count).Select(one)];
}
