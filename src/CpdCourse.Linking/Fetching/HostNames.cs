using System.Net;

namespace CpdCourse.Linking.Fetching;

/// <summary>Asks for the addresses of a host; SafeFetcher asks once per request and connects to nothing else.</summary>
public interface IResolveHosts
{
    /// <summary>All addresses of the name, in the order to try them; throws SocketException when there is no such name.</summary>
    Task<IPAddress[]> Resolve(string host, CancellationToken stop);
}

/// <summary>Asks the system's resolver.</summary>
public sealed class SystemHosts : IResolveHosts
{
    public Task<IPAddress[]> Resolve(string host, CancellationToken stop) =>
        Dns.GetHostAddressesAsync(host, stop);
}
