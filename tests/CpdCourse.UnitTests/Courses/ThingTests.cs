using CpdCourse.Domain.Common;
using CpdCourse.Domain.Courses;

namespace CpdCourse.UnitTests.Courses;

public sealed class ThingTests
{
    private static readonly DateTimeOffset Now = new(2026, 4, 8, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_prompt_keeps_its_anchor_when_it_is_moved_and_reworded()
    {
        var thing = Bundled("1. First\n2. Second");

        thing.Revise(
            Text("1. Second, in other words {#q2}\n   - a point\n2. First {#q1}"),
            thing.Version,
            Now
        );

        thing
            .Prompts.Select(p => (p.Anchor, p.Text))
            .ShouldBe([("q2", "Second, in other words"), ("q1", "First")]);
        thing.Prompts[0].Points.ShouldBe(["a point"]);
    }

    [Fact]
    public void The_number_of_a_removed_prompt_is_never_given_again()
    {
        var thing = Bundled("1. First\n2. Second");
        thing.Revise(Text("1. First {#q1}"), thing.Version, Now);

        thing.Revise(Text("1. First {#q1}\n2. Third"), thing.Version, Now);

        thing.Prompts.Select(p => p.Anchor).ShouldBe(["q1", "q3"]);
    }

    [Fact]
    public void What_an_organiser_has_edited_is_never_overwritten_by_the_bundled_text()
    {
        var thing = Bundled("1. First");
        thing.Revise(Text("1. Mine {#q1}"), thing.Version, Now);

        thing.Bundle(Text("1. Theirs {#q1}")).IsDone.ShouldBeTrue();

        thing.Prompts.Single().Text.ShouldBe("Mine");
    }

    [Fact]
    public void A_bundled_text_that_changed_is_told_like_any_other()
    {
        var thing = Bundled("1. First");
        thing.TakeEvents();

        thing.Bundle(Text("1. Other words {#q1}"));

        thing.TakeEvents().ShouldBe([new ThingRevised(thing.Id)]);
    }

    [Fact]
    public void The_second_of_two_editors_is_told()
    {
        var thing = Bundled("1. First");
        var seen = thing.Version;
        thing.Revise(Text("1. Mine {#q1}"), seen, Now);

        thing
            .Revise(Text("1. Also mine {#q1}"), seen, Now)
            .Refusal.ShouldBe(Refusals.ChangedMeanwhile);
    }

    [Theory]
    [InlineData("1. One\n  1. a\n  2) b\n- Two\n\n\n* Three {#q9}")]
    public void Prompts_can_be_typed_in_any_list_style(string typed)
    {
        var lines = PromptList.Read(typed);

        lines
            .Select(l => (l.Number, l.Text))
            .ShouldBe([(null, "One"), (null, "Two"), (9, "Three")]);
        lines[0].Points.ShouldBe(["a", "b"]);
    }

    [Fact]
    public void Prompts_written_and_read_again_are_the_same()
    {
        var thing = Bundled("1. One?\n   1. a\n   2. b\n2. Two?");

        var lines = PromptList.Read(PromptList.Write(thing.Prompts));

        lines.Select(l => (l.Number, l.Text)).ShouldBe([(1, "One?"), (2, "Two?")]);
        lines[0].Points.ShouldBe(["a", "b"]);
    }

    private static Thing Bundled(string prompts)
    {
        var thing = new Course("Course").AddThing(12);
        thing.Bundle(Text(prompts)).IsDone.ShouldBeTrue();
        return thing;
    }

    private static ThingText Text(string prompts) =>
        new() { Title = "Social", Prompts = PromptList.Read(prompts) };
}
