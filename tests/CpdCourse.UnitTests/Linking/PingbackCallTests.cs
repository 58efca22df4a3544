using System.Diagnostics;
using System.Text;
using CpdCourse.Linking.Pingback;

namespace CpdCourse.UnitTests.Linking;

/// <summary>Calls of pingback.ping, as they are written and as strangers send them.</summary>
public sealed class PingbackCallTests
{
    private const string Source = "https://blog.example/a?b=1&c=2";
    private const string Target = "https://course.example/@maria/soup";
    private const string Escaped = "https://blog.example/a?b=1&amp;c=2";

    [Fact]
    public void P5_15_what_is_written_is_read()
    {
        var call = Read(PingbackCall.Encode(new Uri(Source), Target));

        call.Fault.ShouldBeNull();
        call.Source.ShouldBe(Source);
        call.Target.ShouldBe(Target);
    }

    [Theory]
    [InlineData($"<value><string>{Escaped}</string></value>")]
    [InlineData($"<value>{Escaped}</value>")]
    [InlineData($"<value><string>\n  {Escaped}\n</string></value>")]
    [InlineData($"<value><![CDATA[{Source}]]></value>")]
    [InlineData("<value>https://blog.example/a?b=1&#38;c=2</value>")]
    [InlineData("<value>https://blog.example/a?b=1&amp;amp;c=2</value>")]
    public void P5_13_a_value_with_or_without_a_type_is_a_text_and_entities_are_read_once_more_at_most(
        string value
    ) => Read(Call(value)).Source.ShouldBe(Source);

    [Theory]
    [InlineData("utf-8", null)]
    [InlineData("iso-8859-1", null)]
    [InlineData("windows-1251", null)]
    [InlineData("utf-16", null)]
    [InlineData("shift_jis", null)]
    [InlineData(null, "text/xml; charset=koi8-r")]
    [InlineData(null, "text/xml")]
    public void P5_13_any_encoding_that_is_declared_is_read(string? declared, string? contentType)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var name =
            declared
            ?? (contentType!.Contains("koi8", StringComparison.Ordinal) ? "koi8-r" : "utf-8");
        var encoding = Encoding.GetEncoding(name);
        var letter = name is "iso-8859-1" ? "é" : "я";
        var text =
            (declared is null ? "" : $"<?xml version=\"1.0\" encoding=\"{declared}\"?>")
            + Call($"<value>https://blog.example/{letter}</value>");

        var call = PingbackCall.Read(
            [.. encoding.GetPreamble(), .. encoding.GetBytes(text)],
            contentType
        );

        call.Source.ShouldBe($"https://blog.example/{letter}");
    }

    [Theory]
    [InlineData("<methodCall><methodName>system.multicall</methodName></methodCall>", -32601)]
    [InlineData("<methodCall><methodName>system.listMethods</methodName></methodCall>", -32601)]
    [InlineData("<methodCall/>", -32601)]
    [InlineData("<methodCall><methodName>pingback.ping</methodName></methodCall>", -32602)]
    [InlineData("<methodResponse/>", -32700)]
    [InlineData("", -32700)]
    [InlineData("Hello", -32700)]
    [InlineData("<methodCall>", -32700)]
    [InlineData("<methodCall>&nbsp;</methodCall>", -32700)]
    public void P5_11_what_is_wrong_has_a_fault_of_its_own(string xml, int fault) =>
        Read(xml).Fault!.Code.ShouldBe(fault);

    [Theory]
    [InlineData("<value><int>5</int></value>")]
    [InlineData("<value><struct/></value>")]
    [InlineData("<value><array><data><value>a</value></data></array></value>")]
    [InlineData("<value><string>a</string><string>b</string></value>")]
    [InlineData("")]
    public void P5_11_only_texts_are_parameters(string value) =>
        Read(Call(value)).Fault.ShouldBe(PingbackFault.WrongParameters);

    [Theory]
    [InlineData("<!DOCTYPE methodCall>")]
    [InlineData("<!DOCTYPE methodCall [<!ENTITY x \"y\">]>")]
    [InlineData("<!DOCTYPE methodCall SYSTEM \"http://127.0.0.1:9/x.dtd\">")]
    [InlineData("<!DOCTYPE methodCall [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>")]
    public void F6_P5_12_a_call_with_a_DTD_is_no_call(string dtd) =>
        Read(dtd + Call($"<value>{Escaped}</value>")).Fault.ShouldBe(PingbackFault.NotXml);

    [Fact]
    public void F6_P5_12_entities_that_grow_are_not_read()
    {
        var entities = string.Concat(
            Enumerable
                .Range(1, 9)
                .Select(n =>
                    $"<!ENTITY a{n} \"{string.Concat(Enumerable.Repeat($"&a{n - 1};", 10))}\">"
                )
        );
        var began = Stopwatch.GetTimestamp();

        Read($"<!DOCTYPE a [<!ENTITY a0 \"x\">{entities}]>{Call("<value>&a9;</value>")}")
            .Fault.ShouldBe(PingbackFault.NotXml);

        Stopwatch.GetElapsedTime(began).ShouldBeLessThan(TimeSpan.FromSeconds(1));
    }

    [Theory]
    [InlineData(32, -32601)]
    [InlineData(33, -32700)]
    [InlineData(2_000, -32700)]
    public void F6_P5_12_a_call_nests_32_levels_deep_at_most(int levels, int fault)
    {
        var inner = levels - 1;
        var xml =
            "<methodCall>"
            + string.Concat(Enumerable.Repeat("<a>", inner))
            + string.Concat(Enumerable.Repeat("</a>", inner))
            + "</methodCall>";

        Read(xml).Fault!.Code.ShouldBe(fault);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public void F6_P5_12_a_call_of_more_than_16_KB_is_not_read(int more, bool isRead)
    {
        var call = Call($"<value>{Escaped}</value>");
        Read(call.PadRight((16 * 1024) + more)).IsPing.ShouldBe(isRead);
    }

    [Fact]
    public void Raw_bytes_of_any_kind_never_throw()
    {
        var random = new Random(23);
        for (var i = 0; i < 500; i++)
        {
            var body = new byte[random.Next(400)];
            random.NextBytes(body);
            Read(body).ShouldNotBeNull();
            Read([.. "<methodCall><methodName>"u8, .. body]).ShouldNotBeNull();
            PingbackReply.Read(body, null).ShouldBeNull();
        }
    }

    private static string Call(string value) =>
        $"<methodCall><methodName>pingback.ping</methodName><params><param>{value}</param><param><value>{Target}</value></param></params></methodCall>";

    private static PingbackCall Read(string xml) => Read(Encoding.UTF8.GetBytes(xml));

    private static PingbackCall Read(byte[] body) => PingbackCall.Read(body, "text/xml");
}
