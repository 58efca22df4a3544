using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CpdCourse.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class OldMarkup : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(CpdCourse.Data.Mapping.Rendering.Indexes);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(CpdCourse.Data.Mapping.Rendering.IndexesDown);
        }
    }
}
