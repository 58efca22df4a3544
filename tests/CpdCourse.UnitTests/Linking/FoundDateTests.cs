using System.Globalization;
using CpdCourse.Linking.Pages;

namespace CpdCourse.UnitTests.Linking;

public sealed class FoundDateTests
{
    [Theory]
    // RFC 822 and 2822
    [InlineData("Mon, 23 May 2011 10:00:00 GMT", "2011-05-23T10:00:00")]
    [InlineData("Mon, 23 May 2011 10:00:00 +0000", "2011-05-23T10:00:00")]
    [InlineData("Mon, 23 May 2011 10:00:00 +0100", "2011-05-23T09:00:00")]
    [InlineData("Mon, 23 May 2011 10:00:00 -0500", "2011-05-23T15:00:00")]
    [InlineData("Mon, 23 May 2011 10:00:00 +01:00", "2011-05-23T09:00:00")]
    [InlineData("Mon, 23 May 2011 10:00:00 GMT+0100", "2011-05-23T09:00:00")]
    [InlineData("Mon, 23 May 2011 10:00:00 UTC+2", "2011-05-23T08:00:00")]
    [InlineData("Mon, 23 May 2011 10:00:00 EST", "2011-05-23T15:00:00")]
    [InlineData("Mon, 23 May 2011 10:00:00 PDT", "2011-05-23T17:00:00")]
    [InlineData("Mon, 23 May 2011 10:00:00 BST", "2011-05-23T09:00:00")]
    [InlineData("Mon, 23 May 2011 10:00:00 CEST", "2011-05-23T08:00:00")]
    [InlineData("Mon, 23 May 2011 10:00:00 Z", "2011-05-23T10:00:00")]
    [InlineData("Mon, 23 May 2011 10:00:00 XYZ", "2011-05-23T10:00:00")]
    [InlineData("Mon, 23 May 2011 10:00:00 +9900", "2011-05-23T10:00:00")]
    [InlineData("Mon, 23 May 2011 10:00:00", "2011-05-23T10:00:00")]
    [InlineData("Mon, 23 May 2011 10:00", "2011-05-23T10:00:00")]
    [InlineData("Mon, 23 May 2011", "2011-05-23T00:00:00")]
    [InlineData("23 May 2011 10:00:00 +0000", "2011-05-23T10:00:00")]
    [InlineData("Fri, 23 May 2011 10:00:00 GMT", "2011-05-23T10:00:00")]
    [InlineData("Monday, 23 May 2011 10:00:00 GMT", "2011-05-23T10:00:00")]
    [InlineData("Mon,23 May 2011 10:00:00 GMT", "2011-05-23T10:00:00")]
    [InlineData("Mon,  23  May   2011  10:00:00  GMT ", "2011-05-23T10:00:00")]
    [InlineData("mon, 23 MAY 2011 10:00:00 gmt", "2011-05-23T10:00:00")]
    [InlineData("Mon, 3 Jan 11 9:05:07 GMT", "2011-01-03T09:05:07")]
    [InlineData("Mon, 3 Jan 94 9:05:07 GMT", "1994-01-03T09:05:07")]
    [InlineData("Mon, 3 Jan 111 9:05:07 GMT", "2011-01-03T09:05:07")]
    [InlineData("Thu, 01 Sept 2011 10:00:00 GMT", "2011-09-01T10:00:00")]
    [InlineData("Thu, 01 September 2011 10:00:00 GMT", "2011-09-01T10:00:00")]
    [InlineData("Thu, 01 Sep. 2011 10:00:00 GMT", "2011-09-01T10:00:00")]
    [InlineData("Tue, 1 Mar 2011 23:59:60 GMT", "2011-03-02T00:00:00")]
    [InlineData("Tue, 1 Mar 2011 24:00:00 GMT", "2011-03-02T00:00:00")]
    [InlineData("Mon, 23 May 2011 10:00:00 -0500 (EST)", "2011-05-23T15:00:00")]
    [InlineData("Mon, May 23, 2011 10:00:00 PM EDT", "2011-05-24T02:00:00")]
    [InlineData("May 23rd, 2011 12:05 am", "2011-05-23T00:05:00")]
    [InlineData("23 May 2011 12:05pm", "2011-05-23T12:05:00")]
    // RFC 850, asctime, date
    [InlineData("Monday, 23-May-11 10:00:00 GMT", "2011-05-23T10:00:00")]
    [InlineData("23-May-2011 10:00:00", "2011-05-23T10:00:00")]
    [InlineData("Mon May 23 10:00:00 2011", "2011-05-23T10:00:00")]
    [InlineData("Mon May  2 10:00:00 2011", "2011-05-02T10:00:00")]
    [InlineData("Mon May 23 10:00:00 PDT 2011", "2011-05-23T17:00:00")]
    [InlineData("Mon May 23 10:00:00 +0100 2011", "2011-05-23T09:00:00")]
    [InlineData("Mon, 2011/05/23 10:00:00 EDT", "2011-05-23T14:00:00")]
    [InlineData("Mon, 23 May 2011 10:00:00 ET", "2011-05-23T15:00:00")]
    [InlineData("Mon, 23 May 2011 10:00:00 MET", "2011-05-23T09:00:00")]
    [InlineData("Mon, 23 May 2011 10:00:00 Etc/GMT", "2011-05-23T10:00:00")]
    [InlineData("Mon, 23 May, 2011 10:00:00 GMT-01:01", "2011-05-23T11:01:00")]
    [InlineData("Mon, 23 May 0100 10:00:00 GMT", "0100-05-23T10:00:00")]
    // RFC 3339, ISO 8601, W3C-DTF
    [InlineData("2011-05-23T10:00:00Z", "2011-05-23T10:00:00")]
    [InlineData("2011-05-23t10:00:00z", "2011-05-23T10:00:00")]
    [InlineData("2011-05-23T10:00:00.123456789Z", "2011-05-23T10:00:00.1234567")]
    [InlineData("2011-05-23T10:00:00,5Z", "2011-05-23T10:00:00.5")]
    [InlineData("2011-05-23T10:00:00+01:00", "2011-05-23T09:00:00")]
    [InlineData("2011-05-23T10:00:00.000-07:00", "2011-05-23T17:00:00")]
    [InlineData("2011-05-23T10:00:00\u221207:00", "2011-05-23T17:00:00")]
    [InlineData("2011-05-23T10:00:00-0700", "2011-05-23T17:00:00")]
    [InlineData("2011-05-23T10:00:00-07", "2011-05-23T17:00:00")]
    [InlineData("2011-05-23T10:00:00 +0530", "2011-05-23T04:30:00")]
    [InlineData("2011-05-23T10:00Z", "2011-05-23T10:00:00")]
    [InlineData("2011-05-23T10:00", "2011-05-23T10:00:00")]
    [InlineData("2011-05-23T24:00:00Z", "2011-05-24T00:00:00")]
    [InlineData("2011-05-23 10:00:00", "2011-05-23T10:00:00")]
    [InlineData("2011-05-23 10:00:00 UTC", "2011-05-23T10:00:00")]
    [InlineData("2011-05-23 10:00:00 PM", "2011-05-23T22:00:00")]
    [InlineData("2011-05-23 10:00:00.0", "2011-05-23T10:00:00")]
    [InlineData("2011/05/23 10:00:00", "2011-05-23T10:00:00")]
    [InlineData("2011-005-23T10:00:00Z", "2011-05-23T10:00:00")]
    [InlineData("2011-05-23+01:00", "2011-05-22T23:00:00")]
    [InlineData("2011-5-3 9:05", "2011-05-03T09:05:00")]
    [InlineData("20110523T100000Z", "2011-05-23T10:00:00")]
    [InlineData("20110523T10:00:00", "2011-05-23T10:00:00")]
    [InlineData("20110523", "2011-05-23T00:00:00")]
    [InlineData("2011-05-23", "2011-05-23T00:00:00")]
    [InlineData("2011-05", "2011-05-01T00:00:00")]
    [InlineData("2011", "2011-01-01T00:00:00")]
    [InlineData("2011-143", "2011-05-23T00:00:00")]
    [InlineData("2012-366T10:00:00Z", "2012-12-31T10:00:00")]
    [InlineData("\n\t 2011-05-23T10:00:00Z \n", "2011-05-23T10:00:00")]
    public void A_date_is_read(string text, string utc) =>
        FoundDate
            .Read(text)
            .ShouldBe(
                DateTimeOffset.Parse(
                    utc,
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.AssumeUniversal
                ),
                text
            );

    [Theory]
    [InlineData(null)]
    [InlineData("٢٠١١-٠٥-٢٣")]
    [InlineData("٢٠١١-١٤٣")]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("yesterday")]
    [InlineData("now")]
    [InlineData("10:00")]
    [InlineData("May 2011")]
    [InlineData("23 May")]
    [InlineData("05/23/2011")]
    [InlineData("0000-00-00 00:00:00")]
    [InlineData("0000-00-00T00:00:00Z")]
    // WordPress of a draft
    [InlineData("Mon, 30 Nov -0001 00:00:00 +0000")]
    [InlineData("Wed, 30 Feb 2011 10:00:00 GMT")]
    [InlineData("2011-02-30")]
    [InlineData("2011-13-01")]
    [InlineData("2011-366")]
    [InlineData("2011-000")]
    [InlineData("2011-05-23T25:00:00Z")]
    [InlineData("2011-05-23T10:61:00Z")]
    [InlineData("2011-05-23T10:xx:00Z")]
    [InlineData("Mon, 23 May 2011 1:2:3:4 GMT")]
    [InlineData("Mon, 23 zzz 2011 10:00:00 GMT")]
    [InlineData("Mon, May x 2011 10:00:00 GMT")]
    [InlineData("Mon, 23 May zz 10:00:00 GMT")]
    [InlineData("Mon, 99 May 2011 10:00:00 GMT")]
    [InlineData("22011")]
    [InlineData("Mon, 23 May 2011 10:00:75 GMT")]
    [InlineData("0001-01-01T00:00:00+10:00")]
    [InlineData("9999-12-31T23:59:59-10:00")]
    [InlineData("99999999999999999999999999")]
    [InlineData("Mon, 99999999999 May 99999999999 10:00:00 GMT")]
    [InlineData("2011-05-23T10:00:00Z<script>")]
    public void What_is_no_date_is_null_and_never_now(string? text) =>
        FoundDate.Read(text).ShouldBeNull(text);

    [Fact]
    public void F6_a_date_without_end_takes_no_time()
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        foreach (var piece in new[] { "1", "a", "(", "-", ":", " ", "1-", "jan-", "\u2212" })
        {
            FoundDate.Read(string.Concat(Enumerable.Repeat(piece, 50_000))).ShouldBeNull();
            FoundDate.Read("2011" + string.Concat(Enumerable.Repeat(piece, 48)));
        }

        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(2));
    }
}
