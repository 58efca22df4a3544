using CpdCourse.Domain.Common;

namespace CpdCourse.UnitTests.Common;

public sealed class LinkSpellingTests
{
    [Theory]
    [InlineData("https://blog.example/soup?p=1#c3")]
    [InlineData("http://www.blog.example/soup?utm_source=x&p=1")]
    public void A_page_has_four_spellings_the_canonical_one_first(string address)
    {
        var spellings = Link.Spellings(new Uri(address));

        spellings[0].ShouldBe(Link.Canonical(new Uri(address)));
        spellings
            .Order(StringComparer.Ordinal)
            .ShouldBe([
                "http://blog.example/soup?p=1",
                "http://www.blog.example/soup?p=1",
                "https://blog.example/soup?p=1",
                "https://www.blog.example/soup?p=1",
            ]);
    }
}
