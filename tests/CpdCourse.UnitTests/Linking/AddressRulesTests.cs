using System.Net;
using CpdCourse.Linking.Fetching;

namespace CpdCourse.UnitTests.Linking;

public sealed class AddressRulesTests
{
    private static readonly AddressRules Strict = new([]);
    private static readonly AddressRules Testing = new(["127.0.0.1/32"]);

    // First and last address of each range of protocols 9.1.
    [Theory]
    [InlineData("0.0.0.0", "0.255.255.255")]
    [InlineData("10.0.0.0", "10.255.255.255")]
    [InlineData("100.64.0.0", "100.127.255.255")]
    [InlineData("127.0.0.0", "127.255.255.255")]
    [InlineData("169.254.0.0", "169.254.255.255")]
    [InlineData("172.16.0.0", "172.31.255.255")]
    [InlineData("192.0.0.0", "192.0.0.255")]
    [InlineData("192.0.2.0", "192.0.2.255")]
    [InlineData("192.88.99.0", "192.88.99.255")]
    [InlineData("192.168.0.0", "192.168.255.255")]
    [InlineData("198.18.0.0", "198.19.255.255")]
    [InlineData("198.51.100.0", "198.51.100.255")]
    [InlineData("203.0.113.0", "203.0.113.255")]
    [InlineData("224.0.0.0", "239.255.255.255")]
    [InlineData("240.0.0.0", "255.255.255.255")]
    [InlineData("::", "::1")]
    [InlineData("::2", "::ffff")]
    [InlineData("64:ff9b:1::", "64:ff9b:1:ffff:ffff:ffff:ffff:ffff")]
    [InlineData("100::", "100::ffff:ffff:ffff:ffff")]
    [InlineData("2001::", "2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff")]
    [InlineData("2001:db8::", "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff")]
    [InlineData("2002::", "2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff")]
    [InlineData("3fff::", "3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff")]
    [InlineData("5f00::", "5f00:ffff:ffff:ffff:ffff:ffff:ffff:ffff")]
    [InlineData("fc00::", "fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff")]
    [InlineData("fe80::", "febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff")]
    [InlineData("fec0::", "feff:ffff:ffff:ffff:ffff:ffff:ffff:ffff")]
    [InlineData("ff00::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff")]
    [InlineData("fd00:ec2::254", "fd00:ec2::254")]
    [InlineData("169.254.169.254", "100.100.100.200")]
    public void F1_ranges_that_are_not_the_public_internet_are_refused_to_their_edges(
        string first,
        string last
    )
    {
        Strict.Judge(IPAddress.Parse(first)).ShouldBe(AddressVerdict.Refused);
        Strict.Judge(IPAddress.Parse(last)).ShouldBe(AddressVerdict.Refused);
    }

    [Theory]
    [InlineData("1.0.0.0")]
    [InlineData("9.255.255.255")]
    [InlineData("11.0.0.0")]
    [InlineData("100.63.255.255")]
    [InlineData("100.128.0.0")]
    [InlineData("126.255.255.255")]
    [InlineData("128.0.0.0")]
    [InlineData("169.253.255.255")]
    [InlineData("169.255.0.0")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.0")]
    [InlineData("192.0.1.0")]
    [InlineData("192.0.3.0")]
    [InlineData("192.88.98.255")]
    [InlineData("192.167.255.255")]
    [InlineData("192.169.0.0")]
    [InlineData("198.17.255.255")]
    [InlineData("198.20.0.0")]
    [InlineData("203.0.112.255")]
    [InlineData("203.0.114.0")]
    [InlineData("223.255.255.255")]
    [InlineData("2001:200::1")]
    [InlineData("2001:db7:ffff::1")]
    [InlineData("2003::1")]
    [InlineData("2606:2800:220:1::1")]
    [InlineData("3ffe::1")]
    [InlineData("3fff:1000::1")]
    public void Their_neighbours_are_public(string address) =>
        Strict.Judge(IPAddress.Parse(address)).ShouldBe(AddressVerdict.Public);

    [Theory]
    [InlineData("::ffff:{0}")]
    [InlineData("::{0}")]
    [InlineData("64:ff9b::{0}")]
    public void F1_ipv4_inside_ipv6_is_judged_as_that_ipv4(string form)
    {
        foreach (
            var inner in new[]
            {
                "127.0.0.1",
                "10.1.2.3",
                "169.254.169.254",
                "192.168.0.1",
                "0.0.0.0",
                "224.0.0.1",
            }
        )
        {
            Strict.Judge(Wrap(inner)).ShouldBe(AddressVerdict.Refused, inner);
        }

        Strict.Judge(Wrap("93.184.216.34")).ShouldBe(AddressVerdict.Public);

        IPAddress Wrap(string inner) =>
            IPAddress.Parse(
                string.Format(System.Globalization.CultureInfo.InvariantCulture, form, inner)
            );
    }

    [Theory]
    [InlineData("127.0.0.1", AddressVerdict.AllowListed)]
    [InlineData("::ffff:127.0.0.1", AddressVerdict.AllowListed)]
    [InlineData("127.0.0.2", AddressVerdict.Refused)]
    [InlineData("127.0.0.0", AddressVerdict.Refused)]
    [InlineData("::1", AddressVerdict.Refused)]
    [InlineData("::127.0.0.1", AddressVerdict.Refused)]
    [InlineData("64:ff9b::127.0.0.1", AddressVerdict.Refused)]
    [InlineData("0.0.0.0", AddressVerdict.Refused)]
    [InlineData("10.0.0.1", AddressVerdict.Refused)]
    [InlineData("93.184.216.34", AddressVerdict.Public)]
    public void F2_an_allow_list_opens_what_it_names_and_nothing_beside(
        string address,
        AddressVerdict verdict
    ) => Testing.Judge(IPAddress.Parse(address)).ShouldBe(verdict);

    [Theory]
    [InlineData("169.254.169.254")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("::169.254.169.254")]
    [InlineData("64:ff9b::169.254.169.254")]
    [InlineData("fd00:ec2::254")]
    public void F2_no_allow_list_opens_cloud_metadata(string address)
    {
        var open = new AddressRules([
            "0.0.0.0/0",
            "::/0",
            "169.254.0.0/16",
            "169.254.169.254/32",
            "fd00:ec2::/32",
        ]);

        open.Judge(IPAddress.Parse("10.0.0.1")).ShouldBe(AddressVerdict.AllowListed);
        open.Judge(IPAddress.Parse("fd00::1")).ShouldBe(AddressVerdict.AllowListed);
        open.Judge(IPAddress.Parse(address)).ShouldBe(AddressVerdict.Refused);
    }

    [Fact]
    public void F1_an_address_with_a_zone_is_refused()
    {
        Strict
            .Judge(new IPAddress(IPAddress.Parse("2606:2800:220:1::1").GetAddressBytes(), 2))
            .ShouldBe(AddressVerdict.Refused);
        new AddressRules(["::1/128"])
            .Judge(new IPAddress(IPAddress.IPv6Loopback.GetAddressBytes(), 1))
            .ShouldBe(AddressVerdict.Refused);
    }

    [Fact]
    public void F1_every_ipv6_outside_the_global_block_is_refused()
    {
        for (var first = 0; first < 256; first++)
        {
            var bytes = new byte[16];
            bytes[0] = (byte)first;
            bytes[15] = 1;
            var isGlobal = first is >= 0x20 and < 0x40;
            Strict
                .Judge(new IPAddress(bytes))
                .ShouldBe(isGlobal ? AddressVerdict.Public : AddressVerdict.Refused);
        }
    }
}
