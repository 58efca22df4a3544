using System.Net;
using System.Net.Sockets;

namespace CpdCourse.Testing;

/// <summary>
/// A port of this machine that nobody listens at. None of those that the system gives to whoever asks for any port or connects to somebody: between asking
/// here and listening there one of the many tests beside could have been given the same.
/// </summary>
public static class FreePort
{
    private static int next = Random.Shared.Next(20_000, 29_000);

    public static int Take()
    {
        while (true)
        {
            var port = Interlocked.Increment(ref next);
            if (IsFree(IPAddress.Loopback, port) && IsFree(IPAddress.IPv6Loopback, port))
            {
                return port;
            }
        }
    }

    private static bool IsFree(IPAddress address, int port)
    {
        using var listener = new TcpListener(address, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException problem)
        {
            // A machine without IPv6 has nobody there either.
            return problem.SocketErrorCode is SocketError.AddressNotAvailable;
        }
    }
}
