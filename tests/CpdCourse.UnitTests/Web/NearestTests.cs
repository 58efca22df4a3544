using CpdCourse.Web.Hosting;

namespace CpdCourse.UnitTests.Web;

public sealed class NearestTests
{
    [Theory]
    [InlineData("soup", "soup", 0)]
    [InlineData("soup", "soap", 1)]
    [InlineData("soup", "suop", 1)]
    [InlineData("soup", "soups", 1)]
    [InlineData("", "soup", 4)]
    [InlineData("kitten", "sitting", 3)]
    public void Distance_counts_letters_missed_added_changed_and_swapped(
        string a,
        string b,
        int distance
    )
    {
        Nearest.Distance(a, b).ShouldBe(distance);
        Nearest.Distance(b, a).ShouldBe(distance);
    }

    [Theory]
    [InlineData("netwroks", "networks")]
    [InlineData("neworks", "networks")]
    [InlineData("networks", null)]
    [InlineData("zebra", null)]
    [InlineData("sou", null)]
    public void The_nearest_known_word_is_meant(string typed, string? meant) =>
        Nearest.To(typed, ["soup", "networks", "network"]).ShouldBe(meant);

    [Theory]
    [InlineData("Marisol Vega", "Marisol")]
    [InlineData("The Night Desk", "The Night Desk")]
    [InlineData("Dr. Li", "Dr. Li")]
    [InlineData("Ola", "Ola")]
    [InlineData("Theodora Quist", "Theodora")]
    public void People_are_called_by_their_first_name_where_it_is_one(string name, string called) =>
        Say.FirstName(name).ShouldBe(called);
}
