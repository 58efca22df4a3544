using System.Security.Cryptography;
using System.Text;
using CpdCourse.Linking.WebSub;

namespace CpdCourse.UnitTests.Linking.WebSub;

/// <summary>The signature of a hub (WebSub, 7.1 and 8; protocols 7).</summary>
public sealed class HubSignatureTests
{
    private const string Secret = "s3cret";
    private const int Most = 100;
    private static readonly byte[] Body = Encoding.UTF8.GetBytes("<rss>Thing 12</rss>");

    public static TheoryData<string, byte[]> Right =>
        new()
        {
#pragma warning disable CA5350 // The oldest hubs sign by it.
            { "sha1", HMACSHA1.HashData(Encoding.UTF8.GetBytes(Secret), Body) },
#pragma warning restore CA5350
            { "sha256", HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Body) },
            { "sha384", HMACSHA384.HashData(Encoding.UTF8.GetBytes(Secret), Body) },
            { "sha512", HMACSHA512.HashData(Encoding.UTF8.GetBytes(Secret), Body) },
        };

    [Theory]
    [MemberData(nameof(Right))]
    public async Task S7_8_the_four_methods_are_understood(string method, byte[] code)
    {
        (await Fits($"{method}={Convert.ToHexStringLower(code)}", Body)).ShouldBeTrue();
        (await Fits($"{method}={Convert.ToHexString(code)}", Body)).ShouldBeTrue();
        (await Fits($"{method}={Convert.ToHexString(code)}", [.. Body, 0])).ShouldBeFalse();
        (await Fits($"{method}={Convert.ToHexString(code)}", Body, "other")).ShouldBeFalse();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("sha256")]
    [InlineData("sha256=")]
    [InlineData("sha256=00")]
    [InlineData("md5=d41d8cd98f00b204e9800998ecf8427e")]
    [InlineData("sha1=zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz")]
    public void S7_8_what_is_no_signature_fits_nothing(string? header)
    {
        HubSignature.Read(header).ShouldBeNull();
    }

    [Fact]
    public async Task S7_8_a_signature_over_more_than_we_read_is_none()
    {
        var much = new byte[Most + 1];
        var code = HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), much);

        (await Fits($"sha256={Convert.ToHexString(code)}", much)).ShouldBeFalse();
    }

    [Fact]
    public void S7_6_a_hub_is_asked_to_tell_and_to_stop()
    {
        var form = new HubForm("https://maria.example/feed?a=1&b=ü", new("https://c.example/w/1"));

        Encoding
            .ASCII.GetString((form with { Subscribe = ("s&1", TimeSpan.FromDays(10)) }).Encode())
            .ShouldBe(
                "hub.mode=subscribe&hub.topic=https%3A%2F%2Fmaria.example%2Ffeed%3Fa%3D1%26b%3D%C3%BC&hub.callback=https%3A%2F%2Fc.example%2Fw%2F1&hub.secret=s%261&hub.lease_seconds=864000"
            );
        Encoding
            .ASCII.GetString(form.Encode())
            .ShouldStartWith("hub.mode=unsubscribe&hub.topic=https%3A%2F%2Fmaria.example");
    }

    private static async Task<bool> Fits(string header, byte[] body, string secret = Secret)
    {
        using var sent = new MemoryStream(body);
        return await HubSignature
            .Read(header)!
            .Fits(sent, secret, Most, TestContext.Current.CancellationToken);
    }
}
