using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace CpdCourse.Linking.Fetching;

/// <summary>The HTTP handler that connects to settled addresses only and does nothing on its own: no redirects, proxies, cookies, credentials, tracing headers or certificate downloads.</summary>
internal static class SafeConnection
{
    /// <summary>The addresses that were settled for a request; without them it does not connect.</summary>
    public static readonly HttpRequestOptionsKey<IPAddress[]> Settled = new("CpdCourse.Settled");

    private const int MostTries = 4;

    public static SocketsHttpHandler Handler(OutboundOptions options, AddressRules rules) =>
        new()
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            Credentials = null,
            PreAuthenticate = false,
            ActivityHeadersPropagator = null,
            AutomaticDecompression =
                DecompressionMethods.GZip
                | DecompressionMethods.Deflate
                | DecompressionMethods.Brotli,
            ConnectTimeout = options.Connect,
            MaxResponseHeadersLength = (options.MaxHeaderBytes + 1023) / 1024,
            // What we did not want to read is not read to save a connection either.
            MaxResponseDrainSize = 0,
            // Every request connects anew, so that no connection outlives the check that allowed it.
            PooledConnectionLifetime = TimeSpan.Zero,
            ResponseHeaderEncodingSelector = (_, _) => Encoding.UTF8,
            SslOptions = new SslClientAuthenticationOptions
            {
                // A certificate may name an address to download its issuer or revocation list from: that would be a request past all checks.
                CertificateChainPolicy = new X509ChainPolicy
                {
                    DisableCertificateDownloads = true,
                    RevocationMode = X509RevocationMode.NoCheck,
                },
            },
            ConnectCallback = (context, stop) => Connect(context, options.Connect, rules, stop),
        };

    private static async ValueTask<Stream> Connect(
        SocketsHttpConnectionContext context,
        TimeSpan patience,
        AddressRules rules,
        CancellationToken stop
    )
    {
        if (!context.InitialRequestMessage.Options.TryGetValue(Settled, out var addresses))
        {
            throw new InvalidOperationException(
                "A request without settled addresses does not connect."
            );
        }

        var tries = addresses.Take(MostTries).ToArray();
        Exception? last = null;
        foreach (var address in tries)
        {
            if (rules.Judge(address) == AddressVerdict.Refused)
            {
                throw new InvalidOperationException("A refused address was settled.");
            }

            try
            {
                return await Connect(
                    new IPEndPoint(address, context.DnsEndPoint.Port),
                    patience / tries.Length,
                    stop
                );
            }
            catch (SocketException failed)
            {
                last = failed;
            }
            catch (OperationCanceledException slow) when (!stop.IsCancellationRequested)
            {
                last = slow;
            }
        }

        throw new IOException("No address of the host took the connection.", last);
    }

    private static async Task<Stream> Connect(
        IPEndPoint address,
        TimeSpan patience,
        CancellationToken stop
    )
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(patience);
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp)
        {
            NoDelay = true,
        };
        try
        {
            await socket.ConnectAsync(address, limit.Token);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
