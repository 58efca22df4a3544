using System.Net;
using System.Net.Sockets;

namespace CpdCourse.Linking.Fetching;

/// <summary>Whether we may connect to an address.</summary>
public enum AddressVerdict
{
    /// <summary>Private, reserved, or not an address of one machine on the internet.</summary>
    Refused,

    /// <summary>An address of the public internet.</summary>
    Public,

    /// <summary>Not public, but named in Outbound:AllowPrivateNetworks.</summary>
    AllowListed,
}

/// <summary>The table of addresses that are not the public internet (protocols 9.1; IANA special-purpose registries). What the table does not know is refused, too.</summary>
public sealed class AddressRules
{
    // Cloud metadata services: an allow-list never opens these.
    private static readonly IPNetwork[] Never = Networks("169.254.0.0/16", "fd00:ec2::/32");

    private static readonly IPNetwork[] RefusedV4 = Networks(
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",
        "240.0.0.0/4"
    );

    // All of IPv6 that is handed out for use on the internet lies in here; loopback, unique local, link-local, site-local,
    // multicast, discard (100::/64), SRv6 (5f00::/16) and local NAT64 (64:ff9b:1::/48) lie outside.
    private static readonly IPNetwork GlobalV6 = IPNetwork.Parse("2000::/3");

    private static readonly IPNetwork[] RefusedV6 = Networks(
        "2001::/23",
        "2001:db8::/32",
        "2002::/16",
        "3fff::/20"
    );

    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");
    private static readonly IPNetwork CompatibleV4 = IPNetwork.Parse("::/96");

    private readonly IPNetwork[] allowed;

    /// <summary>Takes networks in CIDR form that are allowed besides the public internet; throws FormatException for text that is none.</summary>
    public AddressRules(IEnumerable<string> allowPrivateNetworks) =>
        allowed = [.. allowPrivateNetworks.Select(text => IPNetwork.Parse(text))];

    /// <summary>Judges one address. IPv4 written inside IPv6 (mapped, compatible, NAT64) is judged as that IPv4 address; an allow-list counts for the address as such and for its mapped form only.</summary>
    public AddressVerdict Judge(IPAddress address)
    {
        var plain = Plain(address);
        var inner = Inner(plain);
        if (Holds(Never, plain) || Holds(Never, inner) || HasZone(plain))
        {
            return AddressVerdict.Refused;
        }

        return Holds(allowed, plain) ? AddressVerdict.AllowListed
            : IsPublic(inner) ? AddressVerdict.Public
            : AddressVerdict.Refused;
    }

    /// <summary>A v4-mapped address as the IPv4 address that a connection to it would reach.</summary>
    internal static IPAddress Plain(IPAddress address) =>
        address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    private static bool IsPublic(IPAddress address) =>
        address.AddressFamily switch
        {
            AddressFamily.InterNetwork => !Holds(RefusedV4, address),
            AddressFamily.InterNetworkV6 => GlobalV6.Contains(address)
                && !Holds(RefusedV6, address),
            _ => false,
        };

    private static IPAddress Inner(IPAddress address)
    {
        if (
            address.AddressFamily != AddressFamily.InterNetworkV6
            || !(Nat64.Contains(address) || CompatibleV4.Contains(address))
        )
        {
            return address;
        }

        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        return new IPAddress(bytes[12..]);
    }

    // A zone names one of our own network cards.
    private static bool HasZone(IPAddress address) =>
        address.AddressFamily == AddressFamily.InterNetworkV6 && address.ScopeId != 0;

    private static bool Holds(IPNetwork[] networks, IPAddress address) =>
        Array.Exists(networks, network => network.Contains(address));

    private static IPNetwork[] Networks(params string[] texts) =>
        [.. texts.Select(text => IPNetwork.Parse(text))];
}
