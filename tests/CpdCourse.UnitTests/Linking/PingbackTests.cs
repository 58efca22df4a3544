using System.Text;
using CpdCourse.Linking.Pingback;

namespace CpdCourse.UnitTests.Linking;

/// <summary>Where a page wants its pingbacks, and what is answered to one.</summary>
public sealed class PingbackTests
{
    private const string Endpoint = "https://blog.example/xmlrpc.php";

    [Theory]
    [InlineData($"<link rel=\"pingback\" href=\"{Endpoint}\">", Endpoint)]
    [InlineData($"<link rel=\"pingback\" href=\"{Endpoint}\" />", Endpoint)]
    [InlineData($"<link href='{Endpoint}' rel='PingBack me'>", Endpoint)]
    [InlineData(
        "<link rel=\"pingback\" href=\"https://blog.example/x?a=1&amp;b=&quot;&lt;2&gt;\">",
        "https://blog.example/x?a=1&b=%22%3C2%3E"
    )]
    [InlineData(
        $"<link rel=\"pingback\" href=\"{Endpoint}\"><link rel=\"pingback\" href=\"https://b.example/\">",
        Endpoint
    )]
    [InlineData(
        $"<link rel=\"pingback\" href=\"/xmlrpc.php\"><link rel=\"pingback\" href=\"{Endpoint}\">",
        Endpoint
    )]
    [InlineData("<link rel=\"pingback\" href=\"/xmlrpc.php\">", null)]
    [InlineData("<link rel=\"pingback\" href=\"ftp://blog.example/\">", null)]
    [InlineData($"<!-- <link rel=\"pingback\" href=\"{Endpoint}\"> -->", null)]
    [InlineData($"<a rel=\"pingback\" href=\"{Endpoint}\">x</a>", null)]
    [InlineData("<p>Words.</p>", null)]
    public void P5_14_an_endpoint_is_the_first_link_with_a_whole_address(
        string html,
        string? finds
    ) => (PingbackDiscovery.Find(null, html)?.AbsoluteUri).ShouldBe(finds);

    [Theory]
    [InlineData(Endpoint, Endpoint)]
    [InlineData("/xmlrpc.php", "https://other.example/")]
    [InlineData("", "https://other.example/")]
    [InlineData(null, "https://other.example/")]
    public void P5_14_the_header_comes_before_the_page(string? header, string finds) =>
        PingbackDiscovery
            .Find(header, "<link rel=\"pingback\" href=\"https://other.example/\">")!
            .AbsoluteUri.ShouldBe(finds);

    [Theory]
    [InlineData(0, true)]
    [InlineData(100 * 1024, false)]
    public void P5_14_only_the_first_100_KB_of_a_page_count(int before, bool isFound)
    {
        var html = new string(' ', before) + $"<link rel=\"pingback\" href=\"{Endpoint}\">";
        (PingbackDiscovery.Find(null, html) is not null).ShouldBe(isFound);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(16, false)]
    [InlineData(17, false)]
    [InlineData(32, false)]
    [InlineData(33, false)]
    [InlineData(48, true)]
    [InlineData(49, false)]
    [InlineData(50, false)]
    public void P5_16_a_fault_is_written_and_read_and_48_is_as_good_as_a_yes(int code, bool isTaken)
    {
        var xml = PingbackReply.Of(new PingbackFault(code, "No <b> & \"thanks\" \u0001"));

        var answer = Read(xml)!;

        answer.Fault.ShouldBe(code);
        answer.Message.ShouldBe("No <b> & \"thanks\"");
        answer.IsTaken.ShouldBe(isTaken);
        PingbackFault.Meaning(code).ShouldNotBeEmpty();
    }

    [Fact]
    public void A_yes_is_written_and_read()
    {
        var answer = Read(PingbackReply.Thanks("Thank you & <come> again"))!;

        answer.IsTaken.ShouldBeTrue();
        answer.Message.ShouldBe("Thank you & <come> again");
    }

    [Theory]
    [InlineData(
        "<methodResponse><params><param><value>Yes</value></param></params></methodResponse>",
        null,
        "Yes"
    )]
    [InlineData(
        "<br />\n<b>Warning</b>: x &nbsp;\n<?xml version=\"1.0\"?><methodResponse><params><param><value><int>1</int></value></param></params></methodResponse>",
        null,
        "1"
    )]
    [InlineData(
        "<methodResponse><fault><value><struct><member><name>faultString</name><value>Closed</value></member><member><name>faultCode</name><value><i4> 33 </i4></value></member></struct></value></fault></methodResponse>",
        33,
        "Closed"
    )]
    [InlineData("<methodResponse><fault><value><struct/></value></fault></methodResponse>", 0, "")]
    public void P5_15_answers_of_other_programs_are_read(string xml, int? fault, string message)
    {
        var answer = Read(xml)!;

        answer.Fault.ShouldBe(fault);
        answer.Message.ShouldBe(message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html><body>Not found</body></html>")]
    [InlineData("<methodResponse/>")]
    [InlineData("<methodResponse><params/></methodResponse>")]
    [InlineData(
        "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b \"c\">]><methodResponse><params><param><value>&b;</value></param></params></methodResponse>"
    )]
    public void What_is_no_answer_is_none(string xml) => Read(xml).ShouldBeNull();

    private static PingbackAnswer? Read(string xml) =>
        PingbackReply.Read(Encoding.UTF8.GetBytes(xml), "text/xml; charset=utf-8");
}
