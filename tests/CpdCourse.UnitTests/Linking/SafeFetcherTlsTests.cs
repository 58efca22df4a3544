using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using CpdCourse.Linking.Fetching;

namespace CpdCourse.UnitTests.Linking;

public sealed class SafeFetcherTlsTests
{
    private static readonly OutboundOptions Options = new()
    {
        AllowPrivateNetworks = ["127.0.0.1/32"],
    };
    private readonly FakeHosts hosts = new FakeHosts()
        .With("blog.example", "127.0.0.1")
        .With("other.example", "127.0.0.1");

    [Fact]
    public async Task A_certificate_cannot_make_us_download_anything()
    {
        await using var canary = new StubServer(
            _ => StubServer.Ok("x"),
            IPAddress.Parse("127.0.0.2")
        );
        using var root = Root();
        using var certificate = Issue(root, canary.Url("/issuer.crt", "127.0.0.2").AbsoluteUri);
        await using var server = Tls(certificate);
        using var fetcher = new SafeFetcher(Options, hosts);
        var result = await fetcher.Get(Https(server, "blog.example"), FetchWish.Page, default);

        result.ShouldBeOfType<FetchRefusal>().Problem.ShouldBe(FetchProblem.Unreachable);
        server.Hits.ShouldBe(1);
        canary.Hits.ShouldBe(0);
    }

    [Theory]
    [InlineData("blog.example", true)]
    [InlineData("other.example", false)]
    public async Task A_trusted_certificate_counts_for_its_own_name(string host, bool isTrusted)
    {
        using var root = Root();
        using var certificate = Issue(root, "http://127.0.0.2:1/");
        await using var server = Tls(certificate);
        using var handler = SafeConnection.Handler(
            Options,
            new AddressRules(Options.AllowPrivateNetworks)
        );
        var trust = handler.SslOptions.CertificateChainPolicy!;
        trust.TrustMode = X509ChainTrustMode.CustomRootTrust;
        trust.CustomTrustStore.Add(root);
        using var client = new HttpMessageInvoker(handler);
        using var question = new HttpRequestMessage(HttpMethod.Get, Https(server, host));
        question.Options.Set(SafeConnection.Settled, [IPAddress.Loopback]);
        var failure = await Record.ExceptionAsync(async () =>
            (await client.SendAsync(question, default)).Dispose()
        );

        (failure is null).ShouldBe(isTrusted);
    }

    [Fact]
    public async Task A_request_that_was_not_settled_does_not_connect()
    {
        await using var server = new StubServer(_ => StubServer.Ok("x"));
        using var handler = SafeConnection.Handler(
            Options,
            new AddressRules(Options.AllowPrivateNetworks)
        );
        using var client = new HttpMessageInvoker(handler);
        using var unsettled = new HttpRequestMessage(HttpMethod.Get, server.Url());
        using var refused = new HttpRequestMessage(HttpMethod.Get, server.Url());
        refused.Options.Set(SafeConnection.Settled, [IPAddress.Parse("127.0.0.2")]);

        await Should.ThrowAsync<Exception>(client.SendAsync(unsettled, default));
        await Should.ThrowAsync<Exception>(client.SendAsync(refused, default));
        server.Hits.ShouldBe(0);
    }

    private static Uri Https(StubServer server, string host) =>
        new UriBuilder(server.Url("/", host)) { Scheme = "https" }.Uri;

    private static StubServer Tls(X509Certificate2 certificate) =>
        new(
            async (_, stream, stop) =>
            {
                await using var tls = new SslStream(stream, leaveInnerStreamOpen: true);
                await tls.AuthenticateAsServerAsync(
                    new SslServerAuthenticationOptions
                    {
                        ServerCertificateContext = SslStreamCertificateContext.Create(
                            certificate,
                            null,
                            offline: true
                        ),
                    },
                    stop
                );
                await tls.WriteAsync(Encoding.ASCII.GetBytes(StubServer.Ok("x")), stop);
            },
            readsHead: false
        );

    private static X509Certificate2 Root()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Test root", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(
            new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true)
        );
        return request.CreateSelfSigned(
            TimeProvider.System.GetUtcNow().AddDays(-2),
            TimeProvider.System.GetUtcNow().AddDays(2)
        );
    }

    private static X509Certificate2 Issue(X509Certificate2 root, string issuerAddress)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=blog.example", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("blog.example");
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(
            new X509AuthorityInformationAccessExtension(
                ocspUris: [issuerAddress],
                caIssuersUris: [issuerAddress]
            )
        );
        using var bare = request.Create(
            root,
            TimeProvider.System.GetUtcNow().AddDays(-1),
            TimeProvider.System.GetUtcNow().AddDays(1),
            [1, 2, 3, 4]
        );
        return bare.CopyWithPrivateKey(key);
    }
}
