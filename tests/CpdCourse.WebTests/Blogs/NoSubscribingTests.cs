namespace CpdCourse.WebTests.Blogs;

/// <summary>A site that wants no hub to call (Linking:Subscribe).</summary>
public sealed class NoSubscribingTests : HubOfBlog
{
    protected override IEnumerable<(string, string)> Settings => [("Linking:Subscribe", "false")];

    [Fact]
    public async Task S7_6_without_the_setting_no_hub_is_asked()
    {
        await FollowedWithHub();

        Asked.ShouldBeEmpty();
    }
}
