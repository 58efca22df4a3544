using static CpdCourse.UnitTests.Linking.Feeds.FeedSamples;

namespace CpdCourse.UnitTests.Linking.Feeds;

public sealed class FeedPaceTests
{
    [Theory]
    [InlineData("<ttl>90</ttl>", 90)]
    [InlineData("<ttl> 90 </ttl><sy:updatePeriod>daily</sy:updatePeriod>", 90)]
    [InlineData("<sy:updatePeriod> Daily </sy:updatePeriod>", 24 * 60)]
    [InlineData(
        "<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>",
        6 * 60
    )]
    [InlineData(
        "<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>0</sy:updateFrequency>",
        60
    )]
    [InlineData("<ttl>-5</ttl><ttl>soon</ttl>", null)]
    [InlineData("<ttl>99999999999999999999</ttl>", null)]
    [InlineData("<sy:updatePeriod>sometimes</sy:updatePeriod>", null)]
    [InlineData("<sy:updateFrequency>4</sy:updateFrequency>", null)]
    [InlineData("", null)]
    public void S6_19_a_feed_says_how_often_it_wants_to_be_read(string says, int? minutes) =>
        (
            Feed(
                $"<rss version='2.0' xmlns:sy='http://purl.org/rss/1.0/modules/syndication/'><channel><title>T</title>{says}</channel></rss>"
            ).Rest
        ).ShouldBe(minutes is { } m ? TimeSpan.FromMinutes(m) : null);
}
