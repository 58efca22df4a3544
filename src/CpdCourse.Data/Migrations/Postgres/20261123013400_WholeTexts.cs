using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CpdCourse.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class WholeTexts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "IsWhole",
                table: "Posts",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "GivesTexts",
                table: "Blogs",
                type: "boolean",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Shows",
                table: "Blogs",
                type: "integer",
                nullable: false,
                defaultValue: 0);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "IsWhole",
                table: "Posts");

            migrationBuilder.DropColumn(
                name: "GivesTexts",
                table: "Blogs");

            migrationBuilder.DropColumn(
                name: "Shows",
                table: "Blogs");
        }
    }
}
