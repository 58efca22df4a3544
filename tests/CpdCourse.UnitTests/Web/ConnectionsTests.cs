using CpdCourse.Web.Hosting;
using Microsoft.AspNetCore.Connections;

namespace CpdCourse.UnitTests.Web;

public sealed class ConnectionsTests
{
    private readonly Connections connections = new(new LimitsSettings { Connections = 2 });

    [Fact]
    public void R14_nobody_who_is_being_answered_gives_up_a_place()
    {
        var (one, two) = (Connect(), Connect());
        one.Begin();
        two.Begin();

        Connect().IsClosed.ShouldBeTrue();
        (one.IsClosed, two.IsClosed).ShouldBe((false, false));
        one.End();
        Connect().IsClosed.ShouldBeFalse();
        (one.IsClosed, two.IsClosed).ShouldBe((true, false));
    }

    [Fact]
    public void R14_a_connection_with_one_of_its_two_requests_answered_is_not_waiting()
    {
        var (one, two) = (Connect(), Connect());
        one.Begin();
        one.Begin();
        one.End();

        Connect().IsClosed.ShouldBeFalse();
        (one.IsClosed, two.IsClosed).ShouldBe((false, true));
    }

    [Fact]
    public void R14_who_hangs_up_leaves_a_place()
    {
        var (one, two) = (Connect(), Connect());
        one.HangUp();

        Connect().IsClosed.ShouldBeFalse();
        two.IsClosed.ShouldBeFalse();
    }

    private Caller Connect()
    {
        var caller = new Caller();
        _ = connections.Serve(caller, _ => caller.Over);
        return caller;
    }

    private sealed class Caller : DefaultConnectionContext
    {
        private readonly TaskCompletionSource over = new();

        public Task Over => over.Task;

        public bool IsClosed { get; private set; }

        public override void Abort(ConnectionAbortedException abortReason) => IsClosed = true;

        public void HangUp() => over.SetResult();

        public void Begin() => Features.Get<Connected>()!.Begin();

        public void End() => Features.Get<Connected>()!.End();
    }
}
